using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Phalanx.Dashboard.Assets;

/// <summary>A file that pages are made of.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record AssetFile(string ContentType, byte[] Content)
{
    private readonly Lazy<byte[]> _compressed = new(() => Compress(Content));

    /// <summary>The bytes as they are served to a browser that can inflate them. They are made once.</summary>
    public byte[] Compressed => _compressed.Value;

    /// <summary>Names this content: a browser that has it need not ask again.</summary>
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}

/// <summary>The files of the pages. They come out of the assembly, so that the tool may be started anywhere.</summary>
internal static class AssetFiles
{
    /// <summary>The files of our script in the order in which they are put together. Each is one idea and uses those before it.</summary>
    private static readonly string[] Scripts =
    [
        "elements.js", "words.js", "server.js", "theme.js", "live.js", "states.js", "outline.js", "palette.js", "charts.js", "chartcard.js",
        "listpages.js", "runrows.js", "grouprows.js", "runspage.js", "differences.js", "comparepage.js", "onestep.js", "runpage.js",
        "studies.js", "studiespage.js", "cellstable.js", "studypage.js", "main.js",
    ];

    private static readonly string[] Names = ["dashboard.js", "dashboard.css", "echarts.js", "notices.txt"];
    private static readonly ConcurrentDictionary<string, AssetFile> Made = new();

    /// <summary>The page that every address gives; its script shows what the address asks for.</summary>
    public static AssetFile Page => Made.GetOrAdd("page.html", Make);

    /// <summary>The file of a name; null without one.</summary>
    public static AssetFile? Find(string name) => Names.Contains(name) ? Made.GetOrAdd(name, Make) : null;

    private static AssetFile Make(string name) => name switch
    {
        "dashboard.js" => new AssetFile("text/javascript; charset=utf-8", Encoding.UTF8.GetBytes(Script())),
        "dashboard.css" => new AssetFile("text/css; charset=utf-8", Read("dashboard.css")),
        "echarts.js" => new AssetFile("text/javascript; charset=utf-8", Read("echarts.js")),
        "notices.txt" => new AssetFile("text/plain; charset=utf-8", Read("notices.txt")),
        _ => new AssetFile("text/html; charset=utf-8", Encoding.UTF8.GetBytes(PageText())),
    };

    // In a function of its own nothing of it is seen from outside.
    private static string Script() =>
        $"\"use strict\";\n(() => {{\n{string.Join('\n', Scripts.Select(name => Encoding.UTF8.GetString(Read(name))))}\n}})();\n";

    private static string PageText()
    {
        string page = Encoding.UTF8.GetString(Read("page.html"));
        return Replace(Replace(Replace(page, "dashboard.css"), "dashboard.js"), "echarts.js");

        static string Replace(string text, string name) => text.Replace($"/assets/{name}", $"/assets/{name}?v={Find(name)!.Version}", StringComparison.Ordinal);
    }

    private static byte[] Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly carries no '{resource}'.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
