using System.Text.Json.Nodes;
using Phalanx.Settings;

namespace Phalanx.Cli.Commands;

/// <summary>How settings are shown with what they mean and where their values come from: a line each, or a document.</summary>
internal static class ShownSettings
{
    /// <summary>Prints a line for every setting.</summary>
    public static void Print(TextWriter output, IReadOnlyList<ResolvedSetting> settings)
    {
        int width = settings.Max(setting => Assignment(setting).Length);
        foreach (ResolvedSetting setting in settings)
        {
            output.WriteLine($"{Assignment(setting).PadRight(width)}  {setting.Description}; {setting.Allowed} [{setting.Origin}]");
        }
    }

    /// <summary>The same as a document.</summary>
    /// <param name="algorithm">The algorithm, or null.</param>
    /// <param name="environment">The environment, or null.</param>
    /// <param name="preset">The preset that was asked for, or null.</param>
    /// <param name="settings">The settings.</param>
    public static JsonObject Document(string? algorithm, string? environment, string? preset, IReadOnlyList<ResolvedSetting> settings)
    {
        JsonNode[] rows = [.. settings.Select(Row)];
        return new JsonObject
        {
            ["algorithm"] = algorithm,
            ["environment"] = environment,
            ["preset"] = preset,
            ["settings"] = new JsonArray(rows),
        };
    }

    private static string Assignment(ResolvedSetting setting) => $"{setting.Path}: {setting.Text}";

    private static JsonObject Row(ResolvedSetting setting) => new()
    {
        ["path"] = setting.Path,
        ["value"] = Value(setting),
        ["description"] = setting.Description,
        ["allowed"] = setting.Allowed,
        ["layer"] = LayerName(setting.Origin.Layer),
        ["source"] = NullIfEmpty(setting.Origin.Source),
        ["place"] = NullIfEmpty(setting.Origin.Place),
    };

    private static JsonNode? Value(ResolvedSetting setting) => setting.Value switch
    {
        null => null,
        bool truth => truth,
        int number => number,
        long number => number,
        ulong number => number,
        double number => number,
        _ => setting.Text,
    };

    private static string LayerName(SettingLayer layer) => layer switch
    {
        SettingLayer.Default => "default",
        SettingLayer.EnvironmentPreset => "environment preset",
        SettingLayer.AlgorithmPreset => "algorithm preset",
        SettingLayer.PairPreset => "preset of the pair",
        SettingLayer.NamedPreset => "named preset",
        SettingLayer.File => "file",
        SettingLayer.Value => "set",
        SettingLayer.Option => "option",
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
