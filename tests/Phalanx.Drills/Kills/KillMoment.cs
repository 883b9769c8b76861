using System.Globalization;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>When a process is killed.</summary>
/// <param name="Stage">The stage of the run; null while the process starts, before the run is open.</param>
/// <param name="Entry">The how-manieth time that the process enters the stage, from 1.</param>
/// <param name="Delay">The time since then, or since the process began.</param>
internal sealed record KillMoment(TrainingStage? Stage, int Entry, TimeSpan Delay)
{
    /// <summary>The moment as a word of a command line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Stage?.ToString() ?? "Opening"}:{Entry}:{Delay.Ticks}");

    /// <summary>The moment that <see cref="ToString"/> wrote.</summary>
    public static KillMoment Parse(string word)
    {
        string[] parts = word.Split(':');
        return new KillMoment(
            Enum.TryParse(parts[0], out TrainingStage stage) ? stage : null,
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            new TimeSpan(long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
