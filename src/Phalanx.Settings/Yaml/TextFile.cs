using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Reads a file of text that a user named.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole text, or a sentence that says why it cannot be read.</summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Strict);
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
}
