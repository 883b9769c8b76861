namespace Phalanx.Export;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its elements: <c>float32</c> or <c>int32</c>.</param>
/// <param name="Shape">Its lengths, outermost first: numbers, or the name of a length that the caller chooses.</param>
public sealed record OnnxValue(string Name, string Type, IReadOnlyList<string> Shape)
{
    /// <summary>The length that the caller chooses: how many worlds act at once.</summary>
    public const string Batch = "batch";

    /// <summary>The length that the caller chooses where the team sees observations: how many agents of a world act here.</summary>
    public const string Agents = "agents";

    /// <summary>A value of single precision.</summary>
    internal const string Float32 = "float32";

    /// <summary>A value of whole numbers.</summary>
    internal const string Int32 = "int32";
}
