namespace Phalanx.Settings;

/// <summary>Describes a property of a settings record, and what values it may have.</summary>
/// <param name="description">What it means, in one line, without a capital or full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>What the setting means, in one line.</summary>
    public string Description { get; } = description;

    /// <summary>The lowest value that a number may have.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The highest value that a number may have.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>What a number must be above.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>What a number must be below.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>The texts that a text may be; none to allow all.</summary>
    public string[] OneOf { get; init; } = [];

    /// <summary>
    /// Whether another value can give other results. Settings that cannot, such as how often a run is saved, do not count where runs are compared.
    /// </summary>
    public bool ChangesResults { get; init; } = true;

    /// <summary>Whether a text is the path of a file. Where runs are compared the file's content counts and not its path.</summary>
    public bool NamesFile { get; init; }

    /// <summary>
    /// Whole paths that the setting had in earlier versions, <c>group.old_rate</c>. Files and assignments that use one are refused with
    /// the path of today.
    /// </summary>
    public string[] FormerPaths { get; init; } = [];
}
