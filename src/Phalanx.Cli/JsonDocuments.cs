using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Phalanx.Cli;

/// <summary>How the tool writes JSON: indented, one document, then the end of the line.</summary>
internal static class JsonDocuments
{
    // Messages quote with ' and name things in any language; the document is not going into a web page.
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, JsonObject document) => output.WriteLine(document.ToJsonString(Format));

    public static void WriteError(TextWriter output, string message) => Write(output, new JsonObject { ["error"] = message });
}
