"""Who may do what by a button: the expected outcome of every button for everybody, in 1:1 and in the bound group.

changes, asks (words are waited for), reads, silent, or the refusal's name; no: nothing changes and nothing is asked;
may: it is theirs to do, and whether at once or after a question is for its own tests to say.
"""

PRIVATE = """
                            head        staff       other       coordinator chief       stranger    foreign
report                      changes     changes     notyours    changes     noreport    register    outdated
report done already         same        same        notyours    same        noreport    register    outdated
report of another round     outdated    outdated    outdated    outdated    noreport    register    outdated
report of nothing           outdated    outdated    outdated    outdated    noreport    register    outdated
report items                changes     changes     notyours    changes     noreport    register    unknown
report items unnamed        changes     changes     notyours    changes     noreport    register    changes
report items of no more     unknown     unknown     unknown     unknown     noreport    register    unknown
ask more time               changes     changes     notyours    changes     changes     register    changes
ask more time undated       changes     changes     notyours    changes     changes     register    changes
ask more time of no more    unknown     unknown     unknown     unknown     unknown     register    unknown
approve more time           nodecide    nodecide    nodecide    changes     changes     register    nodecide
approve until a day         nodecide    nodecide    nodecide    changes     changes     register    nodecide
decline more time           nodecide    nodecide    nodecide    changes     changes     register    nodecide
approve what is decided     nodecide    nodecide    nodecide    decided     decided     register    nodecide
approve nothing             nodecide    nodecide    nodecide    outdated    outdated    register    nodecide
acknowledge                 changes     changes     changes     outdated    outdated    register    outdated
acknowledge long ago        outdated    outdated    outdated    outdated    outdated    register    outdated
snooze                      changes     changes     changes     outdated    outdated    register    outdated
attach                      changes     changes     notyours    changes     noreport    register    changes
attach nothing              lost        lost        lost        lost        noreport    register    lost
undo                        changes     author      author      author      author      register    author
undo a request              changes     author      author      author      author      register    author
undo what is undone         undone      author      author      author      author      register    author
undo nothing                author      author      author      author      author      register    author
chase                       nochase     nochase     nochase     changes     changes     register    help
chase a division of no more help        help        help        help        help        help        help
confirm a report            changes     changes     notyours    changes     noreport    register    changes
confirm a chase             nochase     nochase     nochase     changes     changes     register    nochase
confirm erasing             changes     changes     changes     changes     changes     register    changes
confirm nothing             outdated    outdated    outdated    outdated    outdated    register    outdated
cancel                      dropped     dropped     dropped     dropped     dropped     register    dropped
cancel nothing              dropped     dropped     dropped     dropped     dropped     register    dropped
verdict present             no          no          no          changes     no          register    no
verdict incomplete          no          no          no          may         no          register    no
verdict missing             no          no          no          may         no          register    no
verdict of another round    no          no          no          no          no          register    no
verdict of nothing          no          no          no          no          no          register    no
return by a day             no          no          no          may         no          register    no
return what is not returned no          no          no          no          no          register    no
tell results                asks        asks        no          may         no          register    no
tell results of nothing     no          no          no          no          no          register    no
mark a step                 changes     changes     no          changes     no          register    no
mark every step             changes     changes     no          changes     no          register    no
mark a step of no more      no          no          no          no          no          register    no
edit the folded output      no          no          no          asks        no          register    no
edit the folded outcome     no          no          no          asks        no          register    no
edit a fold of no more      no          no          no          no          no          register    no
submit the table            no          no          no          may         no          register    no
submit the report           no          no          no          may         no          register    no
approve a paper             no          no          no          no          changes     register    no
return a paper              no          no          no          no          may         register    no
approve no paper            no          no          no          no          no          register    no
show status                 reads       reads       reads       reads       reads       register    reads
show missing                reads       reads       reads       reads       reads       register    reads
show due                    reads       reads       reads       reads       reads       register    reads
show item                   reads       reads       reads       reads       reads       register    reads
show who                    reads       reads       reads       reads       reads       register    reads
show history                reads       reads       reads       reads       reads       register    reads
show help                   help        help        help        help        help        help        help
show summary                reads       reads       reads       reads       reads       register    reads
show summary before         reads       reads       reads       reads       reads       register    reads
show review                 no          no          no          no          no          register    no
show results                no          no          no          no          no          register    no
show papers                 no          no          no          no          no          register    no
"""

GROUP = """
                            head        staff       other       coordinator chief       stranger    foreign
report                      changes     changes     notyours    changes     noreport    readonly    outdated
report done already         same        same        notyours    same        noreport    readonly    outdated
report of another round     outdated    outdated    outdated    outdated    noreport    readonly    outdated
report of nothing           outdated    outdated    outdated    outdated    noreport    readonly    outdated
report items                changes     changes     notyours    changes     noreport    readonly    unknown
report items unnamed        changes     changes     notyours    changes     noreport    readonly    changes
report items of no more     unknown     unknown     unknown     unknown     noreport    readonly    unknown
ask more time               changes     changes     notyours    changes     changes     readonly    changes
ask more time undated       changes     changes     notyours    changes     changes     readonly    changes
ask more time of no more    unknown     unknown     unknown     unknown     unknown     readonly    unknown
approve more time           nodecide    nodecide    nodecide    changes     changes     readonly    nodecide
approve until a day         nodecide    nodecide    nodecide    changes     changes     readonly    nodecide
decline more time           nodecide    nodecide    nodecide    changes     changes     readonly    nodecide
approve what is decided     nodecide    nodecide    nodecide    decided     decided     readonly    nodecide
approve nothing             nodecide    nodecide    nodecide    outdated    outdated    readonly    nodecide
acknowledge                 private     private     private     private     private     readonly    private
acknowledge long ago        private     private     private     private     private     readonly    private
snooze                      private     private     private     private     private     readonly    private
attach                      changes     changes     notyours    changes     noreport    readonly    changes
attach nothing              lost        lost        lost        lost        noreport    readonly    lost
undo                        changes     author      author      author      author      readonly    author
undo a request              changes     author      author      author      author      readonly    author
undo what is undone         undone      author      author      author      author      readonly    author
undo nothing                author      author      author      author      author      readonly    author
chase                       nochase     nochase     nochase     changes     changes     members     help
chase a division of no more help        help        help        help        help        help        help
confirm a report            changes     changes     notyours    changes     noreport    readonly    changes
confirm a chase             nochase     nochase     nochase     changes     changes     readonly    nochase
confirm erasing             private     private     private     private     private     readonly    private
confirm nothing             outdated    outdated    outdated    outdated    outdated    readonly    outdated
cancel                      silent      silent      silent      silent      silent      silent      silent
cancel nothing              silent      silent      silent      silent      silent      silent      silent
verdict present             no          no          no          may         no          no          no
verdict incomplete          no          no          no          may         no          no          no
verdict missing             no          no          no          may         no          no          no
verdict of another round    no          no          no          no          no          no          no
verdict of nothing          no          no          no          no          no          no          no
return by a day             no          no          no          may         no          no          no
return what is not returned no          no          no          no          no          no          no
tell results                may         may         no          may         no          no          no
tell results of nothing     no          no          no          no          no          no          no
mark a step                 may         may         no          may         no          no          no
mark every step             may         may         no          may         no          no          no
mark a step of no more      no          no          no          no          no          no          no
edit the folded output      no          no          no          may         no          no          no
edit the folded outcome     no          no          no          may         no          no          no
edit a fold of no more      no          no          no          no          no          no          no
submit the table            no          no          no          may         no          no          no
submit the report           no          no          no          may         no          no          no
approve a paper             no          no          no          no          may         no          no
return a paper              no          no          no          no          may         no          no
approve no paper            no          no          no          no          no          no          no
show status                 reads       reads       reads       reads       reads       reads       reads
show missing                reads       reads       reads       reads       reads       reads       reads
show due                    reads       reads       reads       reads       reads       reads       reads
show item                   reads       reads       reads       reads       reads       reads       reads
show who                    reads       reads       reads       reads       reads       reads       reads
show history                reads       reads       reads       reads       reads       members     reads
show help                   help        help        help        help        help        help        help
show summary                reads       reads       reads       reads       reads       readonly    reads
show summary before         reads       reads       reads       reads       reads       readonly    reads
show review                 no          no          no          no          no          no          no
show results                no          no          no          no          no          no          no
show papers                 no          no          no          no          no          no          no
"""
