using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Losses;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// A network over entities that gives weights of a mixer: <c>fc2 attn relu(fc1 entities)</c>, a row for every agent, zeros for absent ones.
/// </summary>
internal sealed class EntityHypernetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntityEncoder<T> _encoder;
    private readonly LinearLayer<T> _output;

    /// <summary>Declares <c>fc1</c>, <c>attn</c> and <c>fc2</c>.</summary>
    public EntityHypernetwork(ParameterScope<T> scope, TeamShape team, FlexMixerSettings settings, EntityNetworkSettings network)
    {
        network.ThrowUnlessHeadsShare(settings.HypernetWidth, "algorithm.mixing.hypernet_width");
        _encoder = new EntityEncoder<T>(scope, team, settings.HypernetWidth, network);
        _output = new LinearLayer<T>(scope.Scope("fc2"), settings.HypernetWidth, settings.Embedding);
    }

    /// <summary>A row for every agent in every pass, [slots, episodes, passes x agents, E].</summary>
    public Variable<T> Matrix(EntityInput<T> input)
    {
        Variable<T> rows = _output.Forward(_encoder.Forward(input)) * input.Present;
        return rows.Reshape((input.Slots, input.Episodes, input.Passes * input.Agents, rows.Shape.Last));
    }

    /// <summary>The mean of the rows, [slots, episodes, E]. It divides by the number of agents, absent ones included.</summary>
    public Variable<T> Vector(EntityInput<T> input) => _output.OfMean(_encoder.Mean(input), input.PresentShare);

    /// <summary>The mean of every row, [slots, episodes, passes x agents].</summary>
    public Variable<T> PerAgent(EntityInput<T> input) => Matrix(input).Mean(3);

    /// <summary>The mean of all, [slots, episodes].</summary>
    public Variable<T> Scalar(EntityInput<T> input) => Vector(input).Mean(2);
}
