namespace Phalanx.Environments;

/// <summary>Describes a property of an environment's settings record, and what values it may have.</summary>
/// <param name="description">One line, without a capital or full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>What the setting means, in one line.</summary>
    public string Description { get; } = description;

    /// <summary>The lowest value that a number may have.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The highest value that a number may have.</summary>
    public double Max { get; init; } = double.PositiveInfinity;
}
