using Phalanx.Numerics;

namespace Phalanx.Learning.Policies;

/// <summary>
/// The weights by which a team acts, out of all that is learned: as one block, so that another process can act with them. The order is that in which the
/// acting network declares them.
/// </summary>
public sealed class ActingWeights
{
    private readonly Parameter<float>[] _parameters;
    private readonly ParameterSet<float>[] _sets;

    /// <summary>The weights of some names.</summary>
    /// <param name="learned">All that is learned; names are new among the sets.</param>
    /// <param name="acting">The names of the parameters that act.</param>
    public ActingWeights(IEnumerable<ParameterSet<float>> learned, IEnumerable<string> acting)
    {
        var byName = learned.SelectMany(set => set.Parameters).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _parameters = [.. acting.Select(name => byName[name])];
        _sets = [.. _parameters.Select(parameter => parameter.Set).Distinct()];
        Count = _parameters.Sum(parameter => parameter.Shape.Count);
    }

    /// <summary>How many numbers they are.</summary>
    public int Count { get; }

    /// <summary>Advances with every change of what they are a part of.</summary>
    public long Version => _sets.Sum(set => set.Version);

    /// <summary>Copies them to a block.</summary>
    /// <param name="block">As many numbers as there are.</param>
    public void CopyTo(Span<float> block)
    {
        foreach (Parameter<float> parameter in _parameters)
        {
            parameter.Value.Span.CopyTo(block);
            block = block[parameter.Shape.Count..];
        }
    }

    /// <summary>Replaces them by those of a block.</summary>
    /// <param name="block">As many numbers as there are.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Load(ReadOnlySpan<float> block)
    {
        if (block.Length != Count)
        {
            throw new ArgumentException($"The team acts by {Count} numbers, and {block.Length} were given.", nameof(block));
        }

        foreach (Parameter<float> parameter in _parameters)
        {
            parameter.Write(block[..parameter.Shape.Count]);
            block = block[parameter.Shape.Count..];
        }
    }
}
