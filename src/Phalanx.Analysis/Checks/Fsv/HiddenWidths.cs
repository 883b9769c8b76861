using Phalanx.Learning.Algorithms;

namespace Phalanx.Analysis.Checks;

/// <summary>The widths of networks' hidden layers, as an algorithm declares its parameters.</summary>
internal static class HiddenWidths
{
    /// <summary>The outputs of all layers of a network, the last among them.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="network">The name that its parameters begin with.</param>
    /// <exception cref="InvalidOperationException">There is no such network.</exception>
    public static int[] AllOf(Algorithm<float> algorithm, string network)
    {
        int[] outputs =
        [
            .. algorithm.Groups.SelectMany(parameters => parameters.Online.Parameters)
                .Where(parameter => parameter.Name.StartsWith($"{network}.", StringComparison.Ordinal) && parameter.Name.EndsWith("weight", StringComparison.Ordinal))
                .Select(parameter => parameter.Shape[0]),
        ];
        return outputs.Length > 0 ? outputs : throw new InvalidOperationException($"The algorithm has no network '{network}'.");
    }

    /// <summary>The outputs of all layers but the last.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="network">The name that its parameters begin with.</param>
    public static int[] Of(Algorithm<float> algorithm, string network) => AllOf(algorithm, network)[..^1];
}
