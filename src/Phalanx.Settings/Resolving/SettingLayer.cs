namespace Phalanx.Settings;

/// <summary>The layers that settings come from, weakest first: a value in a later one replaces a value in an earlier one.</summary>
public enum SettingLayer
{
    /// <summary>The default in the settings record.</summary>
    Default,

    /// <summary>The environment's preset.</summary>
    EnvironmentPreset,

    /// <summary>The algorithm's preset.</summary>
    AlgorithmPreset,

    /// <summary>The preset of the algorithm on the environment.</summary>
    PairPreset,

    /// <summary>The preset asked for by name, <c>--preset</c>.</summary>
    NamedPreset,

    /// <summary>A file of settings, <c>--config</c>.</summary>
    File,

    /// <summary>One value, <c>--set</c> or given from C#.</summary>
    Value,

    /// <summary>An option of its own, such as <c>--seed</c>.</summary>
    Option,
}
