using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

/// <summary>A checkpoint whose files were changed on purpose gets the checksums of what they are now, so that what comes after the checksums is reached.</summary>
internal static partial class SealedCheckpoint
{
    /// <summary>Seals the checkpoint in a folder.</summary>
    public static void Seal(string folder)
    {
        string state = Path.Combine(folder, "state.json");
        File.WriteAllBytes(state, Seal(File.ReadAllBytes(state), Sum(folder, "weights"), Sum(folder, "optimiser")));
    }

    /// <summary>A state with the checksums of files of tensors and its own. One that is no indented object any more stays as it is.</summary>
    public static byte[] Seal(byte[] state, uint weights, uint optimiser)
    {
        _ = SealedJson.Open(state, out byte[] json);

        // Not as text in UTF-8, which would change bytes that are no text.
        string text = Encoding.Latin1.GetString(json);
        text = Weights().Replace(text, string.Create(CultureInfo.InvariantCulture, $"\"weights\": {weights}"));
        text = Optimiser().Replace(text, string.Create(CultureInfo.InvariantCulture, $"\"optimiser\": {optimiser}"));
        json = Encoding.Latin1.GetBytes(text);
        return json.AsSpan().EndsWith("\n}"u8) ? SealedJson.Seal(json) : json;
    }

    /// <summary>Makes it one of the format that had no checksums, and no figures of which the largest is told.</summary>
    public static void MakeFormer(string folder)
    {
        string state = Path.Combine(folder, "state.json");
        _ = SealedJson.Open(File.ReadAllBytes(state), out byte[] json);
        string text = Encoding.UTF8.GetString(json).Replace("\"format_version\": 2", "\"format_version\": 1", StringComparison.Ordinal);
        File.WriteAllText(state, Largest().Replace(Checksums().Replace(text, ""), ""));
    }

    private static uint Sum(string folder, string name) => Checksum.Of(File.ReadAllBytes(Path.Combine(folder, $"{name}.safetensors")));

    [GeneratedRegex("\"weights\": [0-9]+")]
    private static partial Regex Weights();

    [GeneratedRegex("\"optimiser\": [0-9]+")]
    private static partial Regex Optimiser();

    [GeneratedRegex("  \"metrics_checksum\": [^,]*,\n  \"checksums\": {[^}]*},\n")]
    private static partial Regex Checksums();

    [GeneratedRegex("  \"largest_since_last_row\": {[^}]*},\n")]
    private static partial Regex Largest();
}
