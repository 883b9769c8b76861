using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Watching;

/// <summary>A run that another process may be training, looked at again and again.</summary>
/// <param name="folder">The run directory.</param>
/// <exception cref="UserErrorException">There is no run, or its settings cannot be read.</exception>
internal sealed class FollowedRun(string folder)
{
    private readonly RunTitle _title = RunTitle.Read(folder);
    private readonly RunWatch _watch = new(folder);
    private readonly MetricsFollower _metrics = new(Path.Combine(folder, "metrics.csv"));

    /// <summary>Looks at it now.</summary>
    /// <exception cref="UserErrorException">A file cannot be read or is damaged.</exception>
    public RunView Look()
    {
        // The state first: the rows of a run that ended are all there then.
        RunSighting sighting = _watch.Look();
        _metrics.Follow();
        return new RunView(_title, sighting, _metrics);
    }
}
