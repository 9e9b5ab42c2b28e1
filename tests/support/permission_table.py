"""Who may do what by a button: the expected outcome of every button for everybody, in 1:1 and in the bound group.

changes, confirms (a yes is waited for), asks (words are), tells (somebody is told, nothing else), reads, silent, or the
refusal's name. foreign is the head of กองคลัง in another office, abroad that office's coordinator: what they change
or read is their own office's.
"""

PRIVATE = """
                            head        staff       other       coordinator chief       stranger    foreign     abroad
report                      changes     changes     notyours    changes     noreport    register    outdated    outdated
report done already         same        same        notyours    same        noreport    register    outdated    outdated
report what was returned    changes     changes     notyours    changes     noreport    register    outdated    outdated
report of another round     outdated    outdated    outdated    outdated    noreport    register    outdated    outdated
report of nothing           outdated    outdated    outdated    outdated    noreport    register    outdated    outdated
report items                changes     changes     notyours    changes     noreport    register    unknown     unknown
report items unnamed        changes     changes     notyours    changes     noreport    register    changes     changes
report items of no more     unknown     unknown     unknown     unknown     noreport    register    unknown     unknown
ask more time               changes     changes     notyours    changes     changes     register    changes     changes
ask more time undated       changes     changes     notyours    changes     changes     register    changes     changes
ask more time of no more    unknown     unknown     unknown     unknown     unknown     register    unknown     unknown
approve more time           nodecide    nodecide    nodecide    changes     changes     register    nodecide    outdated
approve until a day         nodecide    nodecide    nodecide    changes     changes     register    nodecide    outdated
decline more time           nodecide    nodecide    nodecide    changes     changes     register    nodecide    outdated
approve what is decided     nodecide    nodecide    nodecide    decided     decided     register    nodecide    outdated
approve nothing             nodecide    nodecide    nodecide    outdated    outdated    register    nodecide    outdated
acknowledge                 changes     changes     changes     outdated    outdated    register    outdated    outdated
acknowledge long ago        outdated    outdated    outdated    outdated    outdated    register    outdated    outdated
snooze                      changes     changes     changes     outdated    outdated    register    outdated    outdated
attach                      changes     changes     notyours    changes     noreport    register    changes     changes
attach a file that waits    changes     lost        lost        lost        noreport    register    lost        lost
attach nothing              lost        lost        lost        lost        noreport    register    lost        lost
undo                        changes     author      author      author      author      register    author      author
undo a request              changes     author      author      author      author      register    author      author
undo a refusal of time      author      author      author      author      author      register    author      author
undo a return               author      author      author      changes     author      register    author      author
undo a report reviewed      reviewed    author      author      author      author      register    author      author
undo a step                 changes     author      author      author      author      register    author      author
undo results                changes     author      author      author      author      register    author      author
undo a fold                 author      author      author      changes     author      register    author      author
undo evidence               changes     author      author      author      author      register    author      author
undo a shift                author      author      author      changes     author      register    author      author
undo what is undone         undone      author      author      author      author      register    author      author
undo nothing                author      author      author      author      author      register    author      author
chase                       nochase     nochase     nochase     changes     changes     register    help        help
chase a division of no more help        help        help        help        help        help        help        help
confirm a report            changes     changes     notyours    changes     noreport    register    changes     changes
confirm a chase             nochase     nochase     nochase     changes     changes     register    nochase     changes
confirm submitting          nosubmit    nosubmit    nosubmit    changes     nosubmit    register    nosubmit    nochain
confirm shifting dates      noshift     noshift     noshift     changes     noshift     register    noshift     unknown
confirm erasing             changes     changes     changes     changes     changes     register    changes     changes
confirm nothing             outdated    outdated    outdated    outdated    outdated    register    outdated    outdated
cancel                      dropped     dropped     dropped     dropped     dropped     register    dropped     dropped
cancel nothing              dropped     dropped     dropped     dropped     dropped     register    dropped     dropped
verdict present             noreview    noreview    noreview    changes     noreview    register    noreview    outdated
verdict incomplete          noreview    noreview    noreview    asks        noreview    register    noreview    outdated
verdict missing             noreview    noreview    noreview    changes     noreview    register    noreview    outdated
verdict of another report   noreview    noreview    noreview    anew        noreview    register    noreview    outdated
verdict once more           noreview    noreview    noreview    settled     noreview    register    noreview    outdated
verdict of another round    noreview    noreview    noreview    outdated    noreview    register    noreview    outdated
verdict of nothing          noreview    noreview    noreview    outdated    noreview    register    noreview    outdated
return by a day             noreview    noreview    noreview    changes     noreview    register    noreview    outdated
return by no day            noreview    noreview    noreview    outdated    noreview    register    noreview    outdated
return what is not returned noreview    noreview    noreview    settled     noreview    register    noreview    outdated
tell results                asks        asks        outdated    asks        noreport    register    outdated    outdated
tell results of no measure  outdated    outdated    outdated    outdated    noreport    register    outdated    outdated
tell results of nothing     outdated    outdated    outdated    outdated    noreport    register    outdated    outdated
mark a step                 changes     changes     outdated    changes     outdated    register    outdated    outdated
mark every step             changes     changes     outdated    changes     outdated    register    outdated    outdated
mark a step of no more      outdated    outdated    outdated    outdated    outdated    register    outdated    outdated
edit the folded output      outdated    outdated    outdated    asks        outdated    register    outdated    outdated
edit the folded outcome     outdated    outdated    outdated    asks        outdated    register    outdated    outdated
edit a fold of no more      outdated    outdated    outdated    outdated    outdated    register    outdated    outdated
submit the table            nosubmit    nosubmit    nosubmit    pending     nosubmit    register    nosubmit    nochain
submit the report           nosubmit    nosubmit    nosubmit    confirms    nosubmit    register    nosubmit    nochain
approve a paper             changes     notturn     notturn     notturn     notturn     register    outdated    outdated
return a paper              asks        notturn     notturn     notturn     notturn     register    outdated    outdated
approve a decided step      passed      passed      passed      passed      passed      register    outdated    outdated
approve a step to come      notturn     notturn     notturn     notturn     notturn     register    outdated    outdated
approve as the last         notturn     notturn     notturn     notturn     changes     register    outdated    outdated
return as the last          notturn     notturn     notturn     notturn     asks        register    outdated    outdated
approve a returned paper    passed      passed      passed      passed      passed      register    outdated    outdated
approve no paper            outdated    outdated    outdated    outdated    outdated    register    outdated    outdated
withdraw a paper            nosubmit    nosubmit    nosubmit    changes     nosubmit    register    nosubmit    outdated
withdraw what has ended     nosubmit    nosubmit    nosubmit    passed      nosubmit    register    nosubmit    outdated
withdraw no paper           nosubmit    nosubmit    nosubmit    outdated    nosubmit    register    nosubmit    outdated
have a paper asked again    nosubmit    nosubmit    nosubmit    tells       nosubmit    register    nosubmit    outdated
ask again what has ended    nosubmit    nosubmit    nosubmit    passed      nosubmit    register    nosubmit    outdated
ask again no paper          nosubmit    nosubmit    nosubmit    outdated    nosubmit    register    nosubmit    outdated
load a file                 noload      noload      noload      changes     noload      register    noload      outdated
load a file once more       noload      noload      noload      loaded      noload      register    noload      outdated
load a file put aside       noload      noload      noload      outdated    noload      register    noload      outdated
load no file                noload      noload      noload      outdated    noload      register    noload      outdated
doubtful rows of a file     noload      noload      noload      reads       noload      register    noload      outdated
a file as evidence          noload      noload      noload      changes     noload      register    noload      outdated
put a file aside            noload      noload      noload      changes     noload      register    noload      outdated
ask for a row's owner       noload      noload      noload      reads       noload      register    noload      outdated
name a row's owner          noload      noload      noload      changes     noload      register    noload      outdated
name no division            noload      noload      noload      outdated    noload      register    noload      outdated
say what a row has          noload      noload      noload      changes     noload      register    noload      outdated
say a row is there          noload      noload      noload      changes     noload      register    noload      outdated
say a row is missing        noload      noload      noload      changes     noload      register    noload      outdated
say what no row asks        noload      noload      noload      outdated    noload      register    noload      outdated
say in_progress unasked     noload      noload      noload      outdated    noload      register    noload      outdated
say not_started unasked     noload      noload      noload      outdated    noload      register    noload      outdated
pick a row's day            noload      noload      noload      changes     noload      register    noload      outdated
pick a row's day wrongly    noload      noload      noload      outdated    noload      register    noload      outdated
keep a row                  noload      noload      noload      changes     noload      register    noload      outdated
leave a row out             noload      noload      noload      changes     noload      register    noload      outdated
leave out what is loaded    noload      noload      noload      outdated    noload      register    noload      outdated
name an owner not loaded    noload      noload      noload      outdated    noload      register    noload      outdated
settle a row put aside      noload      noload      noload      outdated    noload      register    noload      outdated
settle no row               noload      noload      noload      outdated    noload      register    noload      outdated
show status                 reads       reads       reads       reads       reads       register    reads       reads
show missing                reads       reads       reads       reads       reads       register    reads       reads
show due                    reads       reads       reads       reads       reads       register    reads       reads
show item                   reads       reads       reads       reads       reads       register    reads       reads
show item with a file       reads       reads       reads       reads       reads       register    help        help
show item returned          reads       reads       reads       reads       reads       register    help        help
show item of a measure      reads       reads       reads       reads       reads       register    help        help
show who                    reads       reads       reads       reads       reads       register    reads       reads
show history                reads       reads       reads       reads       reads       register    reads       reads
show history of a file      reads       reads       reads       reads       reads       register    help        help
show help                   help        help        help        help        help        help        help        help
show summary                reads       reads       reads       reads       reads       register    reads       reads
show summary before         reads       reads       reads       reads       reads       register    reads       reads
show review                 noreview    noreview    noreview    reads       noreview    register    noreview    reads
show results                reads       reads       reads       reads       reads       register    help        help
show papers                 reads       reads       reads       reads       reads       register    reads       reads
"""

GROUP = """
                            head        staff       other       coordinator chief       stranger    foreign     abroad
report                      changes     changes     notyours    changes     noreport    readonly    outdated    outdated
report done already         same        same        notyours    same        noreport    readonly    outdated    outdated
report what was returned    changes     changes     notyours    changes     noreport    readonly    outdated    outdated
report of another round     outdated    outdated    outdated    outdated    noreport    readonly    outdated    outdated
report of nothing           outdated    outdated    outdated    outdated    noreport    readonly    outdated    outdated
report items                changes     changes     notyours    changes     noreport    readonly    unknown     unknown
report items unnamed        changes     changes     notyours    changes     noreport    readonly    changes     changes
report items of no more     unknown     unknown     unknown     unknown     noreport    readonly    unknown     unknown
ask more time               changes     changes     notyours    changes     changes     readonly    changes     changes
ask more time undated       changes     changes     notyours    changes     changes     readonly    changes     changes
ask more time of no more    unknown     unknown     unknown     unknown     unknown     readonly    unknown     unknown
approve more time           nodecide    nodecide    nodecide    changes     changes     readonly    nodecide    outdated
approve until a day         nodecide    nodecide    nodecide    changes     changes     readonly    nodecide    outdated
decline more time           nodecide    nodecide    nodecide    changes     changes     readonly    nodecide    outdated
approve what is decided     nodecide    nodecide    nodecide    decided     decided     readonly    nodecide    outdated
approve nothing             nodecide    nodecide    nodecide    outdated    outdated    readonly    nodecide    outdated
acknowledge                 private     private     private     private     private     readonly    private     private
acknowledge long ago        private     private     private     private     private     readonly    private     private
snooze                      private     private     private     private     private     readonly    private     private
attach                      changes     changes     notyours    changes     noreport    readonly    changes     changes
attach a file that waits    changes     lost        lost        lost        noreport    readonly    lost        lost
attach nothing              lost        lost        lost        lost        noreport    readonly    lost        lost
undo                        changes     author      author      author      author      readonly    author      author
undo a request              changes     author      author      author      author      readonly    author      author
undo a refusal of time      author      author      author      author      author      readonly    author      author
undo a return               author      author      author      changes     author      readonly    author      author
undo a report reviewed      reviewed    author      author      author      author      readonly    author      author
undo a step                 changes     author      author      author      author      readonly    author      author
undo results                changes     author      author      author      author      readonly    author      author
undo a fold                 author      author      author      changes     author      readonly    author      author
undo evidence               changes     author      author      author      author      readonly    author      author
undo a shift                author      author      author      changes     author      readonly    author      author
undo what is undone         undone      author      author      author      author      readonly    author      author
undo nothing                author      author      author      author      author      readonly    author      author
chase                       nochase     nochase     nochase     changes     changes     members     help        help
chase a division of no more help        help        help        help        help        help        help        help
confirm a report            changes     changes     notyours    changes     noreport    readonly    changes     changes
confirm a chase             nochase     nochase     nochase     changes     changes     readonly    nochase     changes
confirm submitting          private     private     private     private     private     readonly    private     private
confirm shifting dates      private     private     private     private     private     readonly    private     private
confirm erasing             private     private     private     private     private     readonly    private     private
confirm nothing             outdated    outdated    outdated    outdated    outdated    readonly    outdated    outdated
cancel                      silent      silent      silent      silent      silent      silent      silent      silent
cancel nothing              silent      silent      silent      silent      silent      silent      silent      silent
verdict present             private     private     private     private     private     readonly    private     private
verdict incomplete          private     private     private     private     private     readonly    private     private
verdict missing             private     private     private     private     private     readonly    private     private
verdict of another report   private     private     private     private     private     readonly    private     private
verdict once more           private     private     private     private     private     readonly    private     private
verdict of another round    private     private     private     private     private     readonly    private     private
verdict of nothing          private     private     private     private     private     readonly    private     private
return by a day             private     private     private     private     private     readonly    private     private
return by no day            private     private     private     private     private     readonly    private     private
return what is not returned private     private     private     private     private     readonly    private     private
tell results                private     private     private     private     private     readonly    private     private
tell results of no measure  private     private     private     private     private     readonly    private     private
tell results of nothing     private     private     private     private     private     readonly    private     private
mark a step                 private     private     private     private     private     readonly    private     private
mark every step             private     private     private     private     private     readonly    private     private
mark a step of no more      private     private     private     private     private     readonly    private     private
edit the folded output      private     private     private     private     private     readonly    private     private
edit the folded outcome     private     private     private     private     private     readonly    private     private
edit a fold of no more      private     private     private     private     private     readonly    private     private
submit the table            private     private     private     private     private     readonly    private     private
submit the report           private     private     private     private     private     readonly    private     private
approve a paper             private     private     private     private     private     readonly    private     private
return a paper              private     private     private     private     private     readonly    private     private
approve a decided step      private     private     private     private     private     readonly    private     private
approve a step to come      private     private     private     private     private     readonly    private     private
approve as the last         private     private     private     private     private     readonly    private     private
return as the last          private     private     private     private     private     readonly    private     private
approve a returned paper    private     private     private     private     private     readonly    private     private
approve no paper            private     private     private     private     private     readonly    private     private
withdraw a paper            private     private     private     private     private     readonly    private     private
withdraw what has ended     private     private     private     private     private     readonly    private     private
withdraw no paper           private     private     private     private     private     readonly    private     private
have a paper asked again    private     private     private     private     private     readonly    private     private
ask again what has ended    private     private     private     private     private     readonly    private     private
ask again no paper          private     private     private     private     private     readonly    private     private
load a file                 private     private     private     private     private     readonly    private     private
load a file once more       private     private     private     private     private     readonly    private     private
load a file put aside       private     private     private     private     private     readonly    private     private
load no file                private     private     private     private     private     readonly    private     private
doubtful rows of a file     private     private     private     private     private     readonly    private     private
a file as evidence          private     private     private     private     private     readonly    private     private
put a file aside            private     private     private     private     private     readonly    private     private
ask for a row's owner       private     private     private     private     private     readonly    private     private
name a row's owner          private     private     private     private     private     readonly    private     private
name no division            private     private     private     private     private     readonly    private     private
say what a row has          private     private     private     private     private     readonly    private     private
say a row is there          private     private     private     private     private     readonly    private     private
say a row is missing        private     private     private     private     private     readonly    private     private
say what no row asks        private     private     private     private     private     readonly    private     private
say in_progress unasked     private     private     private     private     private     readonly    private     private
say not_started unasked     private     private     private     private     private     readonly    private     private
pick a row's day            private     private     private     private     private     readonly    private     private
pick a row's day wrongly    private     private     private     private     private     readonly    private     private
keep a row                  private     private     private     private     private     readonly    private     private
leave a row out             private     private     private     private     private     readonly    private     private
leave out what is loaded    private     private     private     private     private     readonly    private     private
name an owner not loaded    private     private     private     private     private     readonly    private     private
settle a row put aside      private     private     private     private     private     readonly    private     private
settle no row               private     private     private     private     private     readonly    private     private
show status                 reads       reads       reads       reads       reads       reads       reads       reads
show missing                reads       reads       reads       reads       reads       reads       reads       reads
show due                    reads       reads       reads       reads       reads       reads       reads       reads
show item                   reads       reads       reads       reads       reads       reads       reads       reads
show item with a file       reads       reads       reads       reads       reads       reads       help        help
show item returned          reads       reads       reads       reads       reads       reads       help        help
show item of a measure      reads       reads       reads       reads       reads       reads       help        help
show who                    reads       reads       reads       reads       reads       reads       reads       reads
show history                reads       reads       reads       reads       reads       members     reads       reads
show history of a file      reads       reads       reads       reads       reads       members     help        help
show help                   help        help        help        help        help        help        help        help
show summary                reads       reads       reads       reads       reads       readonly    reads       reads
show summary before         reads       reads       reads       reads       reads       readonly    reads       reads
show review                 private     private     private     private     private     readonly    private     private
show results                reads       reads       reads       reads       reads       readonly    help        help
show papers                 private     private     private     private     private     readonly    private     private
"""
