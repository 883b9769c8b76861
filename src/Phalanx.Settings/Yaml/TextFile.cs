using System.Reflection;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Reads files of text: those that a user named, and those that an assembly carries.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or a sentence that says why it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">How many characters are read at most: a file may be larger than memory, and a device may have no end.</param>
    public static string Read(string path, int longest)
    {
        try
        {
            using StreamReader reader = new(SharedReading.OpenAny(path), Strict);
            return ReadAtMost(reader, longest);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure) || failure is ArgumentException)
        {
            string reason = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                ArgumentException and not DecoderFallbackException => "that names no file",
                _ when Directory.Exists(path) => "it is a folder",
                DecoderFallbackException => "it is not text in UTF-8",
                _ => FileFailures.Reason(failure),
            };
            throw new UserErrorException($"cannot read {Wording.File(path)}: {reason}", failure);
        }
    }

    /// <summary>The text of a resource that an assembly carries.</summary>
    public static string Read(Assembly assembly, string resource)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string ReadAtMost(StreamReader reader, int longest)
    {
        StringBuilder text = new();
        char[] block = new char[4096];
        while (text.Length < longest && reader.Read(block, 0, Math.Min(block.Length, longest - text.Length)) is > 0 and int count)
        {
            text.Append(block, 0, count);
        }

        return text.ToString();
    }
}
