/* A shared object that is no plugin. */
int kvali_no_plugin(void);
int kvali_no_plugin(void) {
  return 0;
}
