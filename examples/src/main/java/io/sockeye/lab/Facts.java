package io.sockeye.lab;

/** What an experiment has observed: a record of counts, texts, and yes or no, whose names say what they are. */
interface Facts {
    /** Which answer they are, counted from 1; 0 if they are none. */
    int answer();
}
