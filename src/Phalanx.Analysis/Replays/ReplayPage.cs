using System.Globalization;
using System.Text;
using Phalanx.Analysis.Reports;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Replays;

/// <summary>
/// Episodes as one page of HTML that needs nothing else: the bytes of the record, and a script that decodes and shows them. The page may run
/// that script and nothing else, and asks for nothing. Equal records give equal bytes.
/// </summary>
public static class ReplayPage
{
    /// <summary>From here on a page is large: it takes long to send, and to open on a telephone.</summary>
    public const long Large = 2_000_000;

    /// <summary>A page is never larger.</summary>
    public const long Most = 32_000_000;

    /// <summary>Makes the page.</summary>
    /// <param name="parts">One record, or two side by side whose episodes belong together place by place.</param>
    /// <param name="statistics">The statistics of the records, in their order.</param>
    /// <exception cref="UserErrorException">A record cannot be read, or the page would be too large.</exception>
    public static string Of(IReadOnlyList<ReplayPart> parts, IReadOnlyList<TeamStatistics> statistics)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(statistics);
        ThrowIfTooLarge(parts.Sum(part => part.Episodes.Sum(episode => part.Record.Episodes[episode].Length)), parts[0].Episodes.Count);
        RecordHeader header = parts[0].Record.Header;
        string title = $"{string.Join(" and ", parts.Select(part => part.Player).Distinct())} on {header.Environment}";
        var content = new Dictionary<string, string>
        {
            ["script-hash"] = ReplayAssets.HashOf(ReplayAssets.Script),
            ["style-hash"] = ReplayAssets.HashOf(ReplayAssets.Style),
            ["title"] = Html.Text(title),
            ["about"] = Html.Text(string.Join("; ", parts.Select((part, place) => About(part, parts.Count > 1 ? $"{"AB"[place]}: " : "")))),
            ["style"] = ReplayAssets.Style,
            ["script"] = ReplayAssets.Script,
            ["two"] = parts.Count > 1 ? " two" : "",
            ["sides"] = parts.Count > 1 ? Sides : "",
            ["statistics"] = string.Concat(statistics.Select((team, place) =>
                StatisticsTables.Of(team, parts.Count > 1 ? $"{"AB"[place]} {parts[place].Player}" : ""))),
            ["footer"] = Html.Text($"Made by Phalanx of {string.Join(" and ", parts.Select(part => Path.GetFileName(part.Name)))}, recorded by version {header.Version}."),
            ["records"] = string.Concat(parts.Select(Embedded)),
        };
        return Filled(ReplayAssets.Page, content);
    }

    private const string Sides = """
        <div class="group" role="group" aria-label="Records shown"><button type="button" data-side="both">both</button><button type="button" data-side="A">A</button><button type="button" data-side="B">B</button></div>
        """;

    private static string About(ReplayPart part, string label)
    {
        RecordHeader header = part.Record.Header;
        int all = part.Record.Episodes.Count;
        string episodes = part.Episodes.Count == all ? $"{all} episode{(all == 1 ? "" : "s")}" : $"{part.Episodes.Count} of {all} episodes";
        string trained = header.TEnv is { } steps ? $", after {steps.ToString("#,0", CultureInfo.InvariantCulture)} steps of training" : "";
        return $"{label}{part.Player}{trained}, {episodes}, seed {header.Seed}";
    }

    // Base64 has no sign that could end the element.
    private static string Embedded(ReplayPart part) =>
        $"<script type=\"application/octet-stream\" class=\"record\">{Convert.ToBase64String(part.ToBytes())}</script>\n";

    /// <summary>Refuses a page for so many bytes of episodes before it is made.</summary>
    internal static void ThrowIfTooLarge(long bytes, int episodes)
    {
        if (bytes * 4 / 3 > Most)
        {
            throw new UserErrorException(
                $"the page would have {Megabytes(bytes * 4 / 3)} for {episodes} episodes; at most {Megabytes(Most)} are allowed: take fewer with --episodes, such as {Math.Max(1, episodes * Most / (bytes * 4 / 3))}");
        }
    }

    /// <summary>A size for people.</summary>
    public static string Megabytes(long bytes) => $"{(bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB";

    /// <summary>Puts every part at its place in one pass, so that a text that looks like the name of a part is a text.</summary>
    private static string Filled(string template, Dictionary<string, string> content)
    {
        var page = new StringBuilder();
        int at = 0;
        for (int open; (open = template.IndexOf("{{", at, StringComparison.Ordinal)) >= 0;)
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, at, open - at).Append(content[template[(open + 2)..close]]);
            at = close + 2;
        }

        return page.Append(template, at, template.Length - at).ToString();
    }
}
