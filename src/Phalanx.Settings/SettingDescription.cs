namespace Phalanx.Settings;

/// <summary>One setting of a record, for programs that list what can be set.</summary>
/// <param name="Name">Its name in its group, <c>first_weight</c>.</param>
/// <param name="Type">The type of its values: <c>boolean</c>, <c>integer</c>, <c>number</c> or <c>text</c>.</param>
/// <param name="Default">Its default: a bool, a number, a text or null. Members of enumerations are texts.</param>
/// <param name="OneOf">The texts that it may be; empty where there is no such list.</param>
/// <param name="Description">What it means, in one line.</param>
/// <param name="Allowed">What values it may have, in words that follow "it must be".</param>
public sealed record SettingDescription(string Name, string Type, object? Default, IReadOnlyList<string> OneOf, string Description, string Allowed)
{
    /// <summary>The lowest value of a number; minus infinity where there is none.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The highest value of a number; infinity where there is none.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>What a number must be above; minus infinity where there is no such limit.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>What a number must be below; infinity where there is no such limit.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>Whether there may be no value.</summary>
    public bool MayBeEmpty { get; init; }
}
