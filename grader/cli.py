"""The `grader` command: one function per subcommand, each in the module of that name."""

from __future__ import annotations

import contextlib
import faulthandler
import io
import sys
from pathlib import Path
from typing import Any

import click

from grader import __version__
from grader.link.interpreter import restart_in_utf8
from grader.pages.menu import Menu

__all__ = ["cli", "main"]


@click.group(cls=Menu, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@click.option("--course", type=click.Path(path_type=Path), help="The course folder. Default: found upwards from here.")
@click.pass_context
def cli(context: click.Context, course: Path | None) -> None:
    """Write neural-network layers in numpy, and have them graded."""
    context.obj = course


@cli.command("list")
@click.option("--recap", metavar="TRACK", help="Print a page to keep instead: a track's exercises and formulas.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_command(course: Path | None, recap: str | None, as_json: bool) -> None:
    """Show the exercises in their order, how far you are, and what comes next.

    \b
    Examples:
      grader list
      grader list --recap layers > layers.md
    """
    from grader.commands.students.listing import list_exercises

    list_exercises(course, as_json, recap)


@cli.command()
@click.argument("words", metavar="[SLUG|FILE]...", nargs=-1)
@click.option("--file", type=click.Path(path_type=Path), help="Check this file instead of the one in the course.")
@click.option("--all", "show_all", is_flag=True, help="Show every failing case, not only the first.")
@click.option("--snippet", is_flag=True, help="Show lines of Python that make the failure happen.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.option("--pdb", "debug", is_flag=True, help="Stop in the debugger, in your code, at the first failing case.")
@click.option("--seed", type=int, help="Draw other inputs.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="Write the result as FORMAT too, such as junit; `none` writes nothing. Default: what a CI server asks for.",
)
@click.pass_obj
def check(course: Path | None, /, debug: bool, **options: Any) -> None:
    """Check your own solution against the public cases.

    The newer of the .py file and the notebook is taken, where both are begun.

    \b
    Examples:
      grader check dense            the first case that fails, and what is right
      grader check dense --all      every case that fails
      grader check dense --pdb      the debugger, where your answer goes wrong
      grader check dense.ipynb      a file, or an exercise's folder
      grader check                  every exercise that you have begun
    """
    from grader.commands.students.check import CheckOptions, check_exercises, debug_solution

    asked = CheckOptions(**options)
    if debug:
        if asked.show_all or asked.as_json or asked.formats:
            raise click.UsageError("--pdb goes without --all, --json and --format: it stops at the first failing case")
        debug_solution(course, asked)
    else:
        check_exercises(course, asked)


@cli.command()
@click.argument("word", metavar="[SLUG|FILE]", required=False)
@click.pass_obj
def watch(course: Path | None, word: str | None) -> None:
    """Check an exercise again whenever you save it.

    \b
    Examples:
      grader watch dense
    Keys: h next hint, a all failing cases, s lines that show the failure, n next exercise, p the one before,
    arrows, space and b to scroll, q quit.
    """
    from grader.commands.students.watch import watch_exercise

    watch_exercise(course, word)


@cli.command()
@click.argument("word", metavar="[SLUG|FILE]", required=False)
@click.option("--again", is_flag=True, help="Start over with the first hint.")
@click.pass_obj
def hint(course: Path | None, word: str | None, again: bool) -> None:
    """Show the next hint, for the case that failed in your last check.

    \b
    Examples:
      grader hint dense
      grader hint dense --again
    """
    from grader.commands.students.hint import show_hint

    show_hint(course, word, again)


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="[SLUG] [FILE] [ARGUMENT]...", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def run(course: Path | None, words: tuple[str, ...]) -> None:
    """Run a statement's worked example, or a file of yours, in its own folder.

    Whatever a statement imports is found: `layer`, `support`, and your own solutions, notebooks too.

    \b
    Examples:
      grader run dense              the example of dense/README.md, with your Dense
      grader run dense try.py       a file of yours that says `from dense import Dense`
      grader run exercises/layers/dense/try.py
    """
    from grader.commands.students.run import run_code

    run_code(course, words)


@cli.command()
@click.argument("name", required=False)
@click.option("--epochs", type=click.IntRange(1), help="How often to go through the training images.")
@click.option("--seed", type=int, default=1, show_default=True, help="Draw other first weights and another order.")
@click.option(
    "--picture", type=click.Path(path_type=Path), help="Where the picture goes, where matplotlib is installed."
)
@click.option("--list", "show_list", is_flag=True, help="Show the networks, and which of your layers they need.")
@click.option("--json", "as_json", is_flag=True, help="Print what came out as JSON.")
@click.pass_obj
def train(course: Path | None, /, **options: Any) -> None:
    """Train a network of your own layers, live, and see what it reads.

    \b
    Examples:
      grader train                  the largest network whose layers you have written
      grader train --list
    Ctrl-C stops after the epoch and shows what is there.
    """
    from grader.commands.students.train import TrainOptions, train_network

    train_network(course, TrainOptions(**options))


@cli.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where results and gradebook go.")
@click.option(
    "--exercise",
    "slugs",
    multiple=True,
    metavar="SLUG",
    help="Grade this exercise; may be repeated. Default: every exercise that somebody has handed in.",
)
@click.option("--seed", type=int, help="Draw other inputs than the course's own seed gives.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many submissions at once. Default: all cores.")
@click.option("--force", is_flag=True, help="Grade again what is graded, and replace another run's results.")
@click.option(
    "--allow-unconfined",
    is_flag=True,
    help="Run hidden suites although this machine cannot confine a "
    "submission: it could read the suites and other students' files.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the gradebook as JSON.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="Write the result as FORMAT too, such as junit; `none` writes nothing. Default: what a CI server asks for.",
)
@click.option("--shard", default="", metavar="K/N", help="Grade the K-th of N shares; `grader report` merges them.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Grade on the workers of this dask scheduler.")
@click.option(
    "--allow-skew", is_flag=True, help="Use cluster workers with other versions too; their results record it."
)
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the class's page as well.")
@click.option(
    "--preview", is_flag=True, help="Show whose score would change and why, lowered ones first; replace nothing."
)
@click.option(
    "--student", default="", metavar="NAME", help="SUBMISSIONS is this one student's folder, whatever is in it."
)
@click.option("--no-rehearsal", is_flag=True, hidden=True, help="Play every case live and judge it anew, for tests.")
@click.option("--no-fork", is_flag=True, hidden=True, help="Start each worker as a plain process.")
@click.option("--no-landlock", is_flag=True, hidden=True, help="Leave Landlock out, for tests.")
@click.option("--no-seccomp", is_flag=True, hidden=True, help="Leave seccomp out, for tests.")
@click.pass_obj
def grade(course: Path | None, /, **options: object) -> None:
    """Grade a class: SUBMISSIONS holds one folder per student, with <slug>.py files.

    \b
    Examples:
      grader grade submissions --out graded --exercise dense
      grader grade submissions/alice --out graded
      grader grade submissions --out graded --preview
      grader grade submissions --out graded --cluster tls://head:8786
    A run that was stopped is continued by the same command.
    """
    from grader.commands.instructors.grade import GradeOptions, grade_class
    from grader.worker.protections import Protections

    left_out = [options.pop(name) for name in ("no_landlock", "no_seccomp", "no_fork")]
    protections = Protections(not left_out[0], not left_out[1], not left_out[2] and Protections().fork)
    rehearse = not options.pop("no_rehearsal")
    grade_class(course, GradeOptions(**options, rehearse=rehearse, protections=protections))  # type: ignore[arg-type]


@cli.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--write", is_flag=True, help="Derive the stubs again from the references.")
@click.option("--seeds", type=click.IntRange(1), default=3, show_default=True, help="How many seeds to try.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many judges at once. Default: all cores.")
@click.option("--matrix", is_flag=True, help="Print which case catches which misconception.")
@click.option("--mutants", is_flag=True, help="Grade the references with small slips in them instead: which ones does "
              "no case notice? With --write the scores are written beside the course and into its README.")  # fmt: skip
@click.option("--sample", type=click.IntRange(1), metavar="N", help="With --mutants: try N of them.")
@click.pass_obj
def verify(
    course: Path | None, slugs: tuple[str, ...], write: bool, seeds: int, jobs: int | None, matrix: bool, mutants: bool,
    sample: int | None,
) -> None:  # fmt: skip
    """Prove the course: references score full, stubs score nothing, wrong models lose points, nothing is stray.

    \b
    Examples:
      grader verify
      grader verify dense --seeds 200
      grader verify --write         after a reference has changed
      grader verify dense --mutants
    """
    from grader.commands.authors.verify import verify_course

    verify_course(course, slugs, write, seeds, jobs, matrix, mutants, sample)


@cli.command()
@click.argument("scores", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help="Merge several folders of results into this one.")
@click.option("--json", "as_json", is_flag=True, help="Print the gradebook as JSON.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the class's page.")
@click.option(
    "--before", type=click.Path(path_type=Path), metavar="DIR", help="The run before: what changed, by cause."
)
@click.option(
    "--submissions",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The class's folder: its roster, names of files, replay commands.",
)
@click.option(
    "--roster", type=click.Path(path_type=Path), metavar="FILE", help="Who should be there: roster.json or a CSV list."
)
@click.option("--bom", is_flag=True, help="Begin gradebook.csv with the mark that Excel needs for letters such as å.")
@click.pass_obj
def report(
    course: Path | None,
    /,
    scores: tuple[Path, ...],
    out: Path | None,
    as_json: bool,
    page: Path | None,
    bom: bool,
    **sources: Path,
) -> None:
    """Show a run's results as a table or as a page, or merge several runs into one.

    \b
    Examples:
      grader report graded
      grader report shard1 shard2 --out graded
      grader report graded --html report.html --submissions submissions
      grader report graded --html report.html --before graded-monday
    """
    from grader.commands.instructors.report import report_results
    from grader.pages.web.sources import Sources

    report_results(course, scores, out, as_json, page, Sources(**sources), bom)


@cli.command()
@click.argument("scores", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder for the students' pages.")
@click.option("--student", "students", multiple=True, metavar="NAME", help="This student alone; may be repeated.")
@click.option("--exercise", "slugs", multiple=True, metavar="SLUG", help="This exercise alone; may be repeated.")
@click.option(
    "--submissions",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The class's folder: names of files and people.",
)
@click.option("--for", "platform", type=click.Choice(["moodle", "canvas"]), help="Zip them for this platform's upload.")
@click.option(
    "--download", type=click.Path(path_type=Path), help="What that platform let you download: its names are used."
)
@click.pass_obj
def feedback(course: Path | None, /, **options: object) -> None:
    """Write a page for each student, HTML and Markdown, with exactly what that student may see.

    \b
    Examples:
      grader feedback graded --out feedback
      grader feedback graded --out feedback --student alice
      grader feedback graded --out feedback --for moodle --download submissions.zip
    """
    from grader.commands.instructors.feedback import write_feedback

    write_feedback(course, **options)  # type: ignore[arg-type]


@cli.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Show which results differ between two runs; exits with 1 where some do.

    \b
    Examples:
      grader diff graded-monday graded-tuesday
    """
    from grader.commands.instructors.diff import diff_scores

    diff_scores(before, after, as_json)


@cli.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.argument("submission", type=click.Path(path_type=Path))
@click.pass_obj
def replay(course: Path | None, result: Path, submission: Path) -> None:
    """Grade one submission again with a result's own seed, and show hidden cases in full.

    \b
    Examples:
      grader replay graded/results/alice/dense.json submissions/alice
    """
    from grader.commands.instructors.replay import replay_result

    replay_result(course, result, submission)


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--exercise", "slugs", multiple=True, metavar="SLUG", help="Release this exercise; may be repeated.")
@click.option("--track", "tracks", multiple=True, metavar="TRACK", help="Release this track; may be repeated.")
@click.option(
    "--for",
    "platform",
    default="students",
    show_default=True,
    help="Whom the bundle is for.",
    type=click.Choice(["students", "gradescope", "autolab", "classroom50", "classroom", "gitlab"]),
)
@click.option("--allow-dirty", is_flag=True, help="Release although files have uncommitted changes.")
@click.pass_obj
def release(
    course: Path | None, bundle: Path, slugs: tuple[str, ...], tracks: tuple[str, ...], allow_dirty: bool, platform: str
) -> None:
    """Write a bundle for students: a folder, or a zip where BUNDLE ends in .zip. Nothing hidden is in it.

    \b
    Examples:
      grader release students.zip
      grader release week3 --exercise dense --exercise activation
      grader release "the layers" --track layers
      grader release autograder.zip --for gradescope --exercise dense
    """
    from grader.commands.authors.release import release_bundle

    release_bundle(course, bundle, slugs, tracks, allow_dirty, platform)  # type: ignore[arg-type]


@cli.command()
@click.argument("download", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "platform",
    type=click.Choice(["canvas", "moodle", "gradescope", "classroom", "folder"]),
    required=True,
    help="Where it was downloaded.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The class's folder; it may exist.")
@click.option("--force", is_flag=True, help="Replace files that are there already and differ.")
@click.option(
    "--roster",
    "lists",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A list that the platform exports, such as a gradebook or a worksheet: who has which address; may be repeated.",
)
@click.pass_obj
def collect(
    course: Path | None, download: Path, platform: str, out: Path, force: bool, lists: tuple[Path, ...]
) -> None:
    """Turn what a course platform lets you download into one folder for each student.

    DOWNLOAD is the platform's zip, or the folder that it was unpacked into.

    \b
    Examples:
      grader collect submissions.zip --from canvas --out submissions
      grader collect dense-submissions --from classroom --out submissions
    """
    from grader.commands.instructors.collect import collect_submissions

    collect_submissions(course, download, platform, out, force, lists)


@cli.command()
@click.argument("slug")
@click.option("--track", required=True, metavar="TRACK", help="The track it belongs to; it may be new.")
@click.option("--title", help="Default: made from the slug.")
@click.pass_obj
def new(course: Path | None, slug: str, track: str, title: str | None) -> None:
    """Make the files of a new exercise, to be filled in. Nothing is overwritten.

    \b
    Examples:
      grader new layer_norm --track layers --title "Layer normalization"
    Then `grader verify layer_norm` says what is still missing.
    """
    from grader.commands.authors.new import make_exercise

    make_exercise(course, slug, track, title)


@cli.command()
@click.argument("scores", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    metavar="FORMAT",
    help="classroom50, actions, gradescope, autolab, exercism, prairielearn, "
    "annotations, junit, summary, canvas, moodle, moodle-worksheet or nbgrader.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file, or the folder for one file for each student. Default: standard output.",
)
@click.option(
    "--roster",
    "rosters",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file of the platform's, or a class list; may be repeated.",
)
@click.option("--exercise", "slugs", multiple=True, metavar="SLUG", help="Export this exercise; may be repeated.")
@click.option("--student", "students", multiple=True, metavar="NAME", help="Export this student; may be repeated.")
@click.option("--column", metavar="TITLE", help="The column to fill, where it is not called like the exercise.")
@click.option("--bom", is_flag=True, help="Begin a CSV file with the mark that Excel needs for letters such as å.")
@click.option("--scale", is_flag=True, help="Scale scores to the points that Canvas has for the column.")
@click.pass_obj
def export(course: Path | None, /, **options: object) -> None:
    """Write scores for a course platform: SCORES is the folder that was --out of `grader grade`.

    \b
    Examples:
      grader export graded --to summary
      grader export graded --to canvas --exercise dense --roster gradebook.csv --out upload.csv
      grader export graded --to gradescope --out gradescope
    """
    from grader.commands.instructors.export import export_scores

    export_scores(course, **options)  # type: ignore[arg-type]


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> None:
    """Tell which protections this machine gives, and what would make it stronger."""
    from grader.commands.instructors.doctor import examine

    examine(as_json)


@cli.group()
def cluster() -> None:
    """Grade on other machines: check the workers of a dask scheduler, and recipes for other kinds of clusters.

    \b
    Examples:
      grader cluster check tls://head:8786
      grader cluster recipe slurm > grade.sbatch
    """


@cluster.command("check")
@click.argument("address")
@click.option("--allow-unconfined", is_flag=True, help="Accept workers that cannot confine a submission.")
@click.option("--allow-skew", is_flag=True, help="Accept workers with other versions.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check_cluster(course: Path | None, address: str, allow_unconfined: bool, allow_skew: bool, as_json: bool) -> None:
    """Show the workers of the dask scheduler at ADDRESS: cores, protections, versions; each grades a trial submission.

    Exits with 4 where a worker would not be used.

    \b
    Examples:
      grader cluster check tls://head:8786
      grader cluster check tcp://127.0.0.1:8786 --json
    """
    from grader.commands.instructors.cluster import check_workers

    check_workers(course, address, allow_unconfined, allow_skew, as_json)


@cluster.command("recipe")
@click.argument("name", required=False)
def show_recipe(name: str | None) -> None:
    """Print a recipe for those who have no dask scheduler; without NAME, list them.

    \b
    Examples:
      grader cluster recipe
      grader cluster recipe slurm > grade.sbatch
    """
    from grader.commands.instructors.cluster import print_recipe

    print_recipe(name)


def main() -> None:
    """Runs the command; turns whatever ends it into one line and an exit code."""
    from grader.pages.endings import finish

    restart_in_utf8()
    if sys.stderr is sys.__stderr__ and sys.stderr is not None:  # a crash of the interpreter says where
        with contextlib.suppress(ValueError, OSError):
            faulthandler.enable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a mark that an old terminal does not have is no reason to fail
            stream.reconfigure(errors="replace")
    try:
        code = cli(standalone_mode=False)  # the code of an Exit; commands themselves return nothing
    except Exception as error:
        sys.exit(finish(error))
    sys.exit(code if isinstance(code, int) else 0)
