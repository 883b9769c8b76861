using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Phalanx.Analysis.Runs;

namespace Phalanx.Dashboard.Following;

/// <summary>The settings of a run as texts, and what is read off them.</summary>
/// <param name="All">Every setting, in the order of the file.</param>
internal sealed record SettingsText(IReadOnlyList<KeyValuePair<string, string>> All)
{
    private const int Digits = 12;

    private readonly Dictionary<string, string> _byPath = All.GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => same.First().Value);

    /// <summary>The text of a setting; null without one.</summary>
    public string? this[string path] => _byPath.GetValueOrDefault(path);

    public string? Algorithm => this["algorithm.name"];

    public string? Environment => this["env.name"];

    public string? Seed => this["training.seed"];

    public long? Steps => Whole("training.steps");

    public long? Interval => Whole("evaluation.interval");

    /// <summary>Names all runs that are alike but for their seeds and lengths.</summary>
    public string GroupId { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', All.Where(setting => Decides(setting.Key)).Select(setting => $"{setting.Key}: {setting.Value}").Order(StringComparer.Ordinal)))))[..Digits];

    /// <summary>Whether a setting tells groups apart.</summary>
    public static bool Decides(string path) => RunGrouping.Decides(path);

    /// <summary>Reads a file.</summary>
    /// <exception cref="Foundation.UserErrorException">It is none of settings.</exception>
    public static SettingsText Read(string path) => new(FlatSettings.Read(path));

    private long? Whole(string path) =>
        long.TryParse(this[path], NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 ? value : null;
}
