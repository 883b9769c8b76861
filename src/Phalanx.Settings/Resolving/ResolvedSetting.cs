namespace Phalanx.Settings;

/// <summary>One setting with the value that it has in the end.</summary>
/// <param name="Path">Its name, <c>group.rate</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Text">Its value as it is written in files.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Description">What it means, in one line.</param>
/// <param name="Allowed">What values it may have, in words.</param>
public sealed record ResolvedSetting(string Path, object? Value, string Text, SettingOrigin Origin, string Description, string Allowed)
{
    /// <summary>Whether another value can give other results.</summary>
    public bool ChangesResults { get; init; } = true;
}
