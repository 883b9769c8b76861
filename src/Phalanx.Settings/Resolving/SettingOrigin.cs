namespace Phalanx.Settings;

/// <summary>Where a value comes from.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Place">What it was read from: a preset or a file with its line, or the option. Empty for defaults.</param>
/// <param name="Source">For presets, the paper or repository that the value is from. Empty otherwise.</param>
public sealed record SettingOrigin(SettingLayer Layer, string Place = "", string Source = "")
{
    internal static SettingOrigin Default { get; } = new(SettingLayer.Default);

    /// <summary>The origin in words.</summary>
    public override string ToString() => Layer switch
    {
        SettingLayer.Default => "default",
        _ when Source.Length > 0 => $"{Source} ({Place})",
        _ => Place,
    };
}
