using System.Security.Cryptography;
using System.Text;

namespace Phalanx.Analysis.Replays;

/// <summary>The script, the style and the frame of the page, which are resources of this assembly.</summary>
internal static class ReplayAssets
{
    /// <summary>The files of the script, in the order in which they follow each other: what one says at its top level may use those before it.</summary>
    private static readonly string[] Files =
    [
        "bytes", "track", "episode", "record", "words", "stage", "marks", "payoffs", "timeline", "observation", "panel", "tables", "player", "controls", "start",
    ];

    /// <summary>The script of the page.</summary>
    public static string Script { get; } = "\"use strict\";\n" + PackedText.OfScript(string.Concat(Files.Select(file => Read($"{file}.js"))));

    /// <summary>The style of the page.</summary>
    public static string Style { get; } = PackedText.OfStyle(Read("style.css"));

    /// <summary>The page, with names in double braces where its parts belong.</summary>
    public static string Page { get; } = Read("page.html");

    /// <summary>What a policy of contents calls a script or a style that may run: its hash.</summary>
    public static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // Browsers hash a script with the ends of lines that it has after parsing.
    private static string Read(string name)
    {
        using Stream stream = typeof(ReplayAssets).Assembly.GetManifestResourceStream($"replays/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
