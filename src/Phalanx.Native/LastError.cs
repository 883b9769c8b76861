using System.Text;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Native;

/// <summary>The sentence of the last call that failed on this thread.</summary>
internal static class LastError
{
    [ThreadStatic]
    private static byte[]? _text;

    /// <summary>The sentence in UTF-8; empty before the first failure.</summary>
    public static ReadOnlySpan<byte> Text => _text;

    /// <summary>Keeps the sentence of a failure.</summary>
    /// <returns>What the function returns.</returns>
    public static int Keep(Exception failure)
    {
        (ErrorCode code, string text) = failure switch
        {
            RefusedCallException refused => (refused.Code, refused.Message),
            EnvironmentContractException => (ErrorCode.Contract, failure.Message),
            ExplainedException => (ErrorCode.Settings, failure.Message),
            _ => (ErrorCode.Fault, $"the library failed: {failure.GetType().Name}: {failure.Message}"),
        };
        _text = Encoding.UTF8.GetBytes(text);
        return (int)code;
    }

    /// <summary>How many bytes of a text in UTF-8 fit in a space without cutting a character.</summary>
    public static int WholeCharacters(ReadOnlySpan<byte> text, int space)
    {
        int length = Math.Min(text.Length, space);
        while (length > 0 && length < text.Length && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return length;
    }
}
