using System.Globalization;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>How the process of a run ended.</summary>
/// <param name="KilledIn">The name of the stage in which it was killed; null where it was not.</param>
/// <param name="Stages">Of a run that ended by itself, its stages.</param>
/// <param name="Failure">What it wrote as an error where it failed; null where it did not.</param>
internal sealed record TraineeEnd(string? KilledIn, IReadOnlyDictionary<TrainingStage, StageCount> Stages, string? Failure)
{
    /// <summary>Whether it told that a run which is resumed from its checkpoint ends with other bits, because episodes are missing for want of space.</summary>
    public bool LacksEpisodes { get; init; }

    private const int Killed = 128 + 9; // by SIGKILL

    /// <summary>The end, from what the process left.</summary>
    public static TraineeEnd Of(int exitCode, string output, string error)
    {
        Dictionary<TrainingStage, StageCount> stages = [];
        string? killed = null;
        foreach (string[] words in output.Split('\n').Select(line => line.Split(' ')))
        {
            switch (words)
            {
                case ["killed", var stage]:
                    killed = stage;
                    break;
                case ["stage", var stage, var entries, var ticks]:
                    stages[Enum.Parse<TrainingStage>(stage)] = new StageCount(
                        int.Parse(entries, CultureInfo.InvariantCulture), new TimeSpan(long.Parse(ticks, CultureInfo.InvariantCulture)));
                    break;
            }
        }

        TraineeEnd end = exitCode switch
        {
            0 => new TraineeEnd(null, stages, null),
            Killed when killed is not null => new TraineeEnd(killed, stages, null),
            _ => new TraineeEnd(null, stages, $"exit code {exitCode}: {string.Join(' ', error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(3))}"),
        };
        return end with { LacksEpisodes = output.Contains("other_bits", StringComparison.Ordinal) };
    }
}
