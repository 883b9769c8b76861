using Phalanx.Foundation;
using Phalanx.Learning;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Analysis.Checks;

/// <summary>The networks of an algorithm, made by its registration, with parameters that are drawn anew for every trial.</summary>
internal sealed class DrawnNetworks
{
    /// <summary>Parameters are even between this and its opposite: enough that joint values depend on actions, and that few networks saturate.</summary>
    private const float Largest = 0.35f;

    /// <summary>What is claimed is claimed of every width, so narrow agents do.</summary>
    private const string NarrowAgents = "agent.hidden=16";

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("checks/drawn networks");

    private readonly CheckSources _sources;
    private readonly GameShape _shape;
    private readonly TrainableTeam _team;
    private readonly bool[] _available;
    private readonly Tape<float> _tape = new() { Records = false };

    /// <summary>Makes the networks, with narrow agents, and otherwise at the sizes of the algorithm's presets.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="form">The algorithm and its settings.</param>
    /// <param name="shape">The size of the team.</param>
    public DrawnNetworks(CheckSources sources, AlgorithmSetup form, GameShape shape)
    {
        (_sources, _shape) = (sources, shape);
        _team = sources.Algorithms[form.Algorithm].Create(
            DrawnSituation.SpecOf(shape), sources.Resolve(form.Algorithm, "matrix/qtran", [NarrowAgents, .. form.Assignments]).Run);
        _available = [.. Enumerable.Repeat(true, shape.Actions)];
    }

    /// <summary>Draws parameters and a situation, and evaluates every joint action of it.</summary>
    /// <param name="trial">The number of the draw.</param>
    public JointValuesAtGreedy Draw(int trial)
    {
        RandomStream draws = _sources.Draws(Purpose, trial);
        foreach (ParameterGroup<float> group in _team.Algorithm.Groups)
        {
            draws.FillUniform(group.Online.Values, -Largest, Largest);
            group.Online.Touch();
        }

        _tape.Reset();
        Shard<float> shard = DrawnSituation.ShardOf(_tape, _shape, ref draws);
        float[] hiddenStates = new float[shard.Rows * _team.Policy.Network.HiddenSize];
        Tensor<float> outputs = _team.Policy.Network.Act(_tape, shard.Inputs, hiddenStates);
        int greedy = 0;
        for (int agent = 0; agent < _shape.Agents; agent++)
        {
            RandomStream unused = default;
            Span<float> own = outputs.Span.Slice(agent * _shape.Actions, _shape.Actions);
            greedy = (greedy * _shape.Actions) + _team.Policy.Rule.Choose(own, _available, RunProgress.Test(), ref unused);
        }

        double[][] values = [.. _team.Algorithm.JointValues(shard, _tape).Select(joint => Array.ConvertAll(joint.Values.Span.ToArray(), value => (double)value))];
        return new JointValuesAtGreedy(values, greedy);
    }
}

/// <summary>An algorithm with settings that differ from its presets'.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Assignments">The settings, <c>path=value</c>.</param>
internal sealed record AlgorithmSetup(string Algorithm, params IReadOnlyList<string> Assignments);
