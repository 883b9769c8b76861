using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Recording;

/// <summary>
/// The joint values that an algorithm gives to the joint actions of an episode, with the parameters that it has now: one pass over the whole episode.
/// </summary>
public sealed class JointReading
{
    private readonly Algorithm<float> _algorithm;
    private readonly TeamShape _team;
    private readonly long _tEnv;
    private readonly Tape<float> _tape = new() { Records = false };

    /// <summary>A reading of an algorithm's joint values.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="environment">The environment that the episodes are played in.</param>
    /// <param name="tEnv">After how many environment steps of training.</param>
    public JointReading(Algorithm<float> algorithm, EnvironmentSpec environment, long tEnv)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        (_algorithm, _team, _tEnv) = (algorithm, TeamShape.Of(environment), tEnv);
    }

    /// <summary>What the algorithm reads of an episode.</summary>
    internal DataNeeds Needs => _algorithm.Needs;

    /// <summary>The joint values by name, [steps] each; none for a method that has none.</summary>
    internal IReadOnlyList<(string Name, float[] Values)> Of(EpisodeWriter episode)
    {
        var replay = new EpisodeReplay(episode.Layout, capacity: 1);
        replay.Add(episode);
        var shards = new ReplayShards(replay, _team, batch: 1, rows: int.MaxValue, _algorithm.Needs with { Source = DataSource.Fresh });
        shards.Sample(0, 0, RunProgress.Test(_tEnv));
        _tape.Reset();
        return
        [
            .. from value in _algorithm.JointValues(shards.Fill(0, _tape), _tape)
               where value.Values.Span.Length == episode.Length
               select (value.Name, value.Values.Span.ToArray()),
        ];
    }
}
