using System.Globalization;

namespace Phalanx.Studies.Batch;

/// <summary>
/// The script that runs a study as a job array of Slurm, a task a cell. A task that is preempted, or comes to its time limit, saves and queues itself
/// again; the next attempt goes on from its checkpoint.
/// </summary>
public static class SlurmScript
{
    /// <summary>The script's text.</summary>
    /// <param name="study">What the study is called.</param>
    /// <param name="cells">How many cells there are.</param>
    /// <param name="command">The command that runs the cell of a number, up to that number: <c>phalanx sweep sweep.yaml --cell</c>.</param>
    /// <param name="mostAtOnce">How many tasks run at once.</param>
    public static string Of(string study, int cells, string command, int mostAtOnce) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        #!/bin/bash
        #SBATCH --job-name={{study}}
        #SBATCH --array=0-{{cells - 1}}%{{mostAtOnce}}
        #SBATCH --cpus-per-task=1
        #SBATCH --requeue
        #SBATCH --open-mode=append
        #SBATCH --signal=B:TERM@120
        #SBATCH --output={{study}}-%a.out
        # Add what your cluster asks for: --partition, --time, --mem, and --constraint where nodes differ, because all must compute the same bits.

        # In the background, so that the shell hears Slurm's signal and passes it on: the tool saves and ends with 130.
        {{command}} "$SLURM_ARRAY_TASK_ID" &
        task=$!
        trap 'kill -TERM "$task"' TERM
        wait "$task"
        code=$?
        if kill -0 "$task" 2>/dev/null; then wait "$task"; code=$?; fi

        # Saved and not done: queue this task again. One that was cancelled is not running any more and ends, and one that was preempted Slurm queues again.
        own="${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
        if [ "$code" -eq 130 ] && [ "$(squeue --noheader --format=%T --jobs="$own")" = RUNNING ]; then
            scontrol requeue "$own"
        fi
        exit "$code"

        """);
}
