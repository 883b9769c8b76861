using System.Text;

namespace Phalanx.Acting;

/// <summary>How messages show what stands in files.</summary>
internal static class PolicyText
{
    private const int MostLetters = 80;

    /// <summary>A text of a file, cut where it is long and without control characters.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (char letter in text)
        {
            if (shown.Length == MostLetters)
            {
                return shown.Append("..").ToString();
            }

            shown.Append(char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter);
        }

        return shown.ToString();
    }

    /// <summary>A shape as <c>[2, 3]</c>.</summary>
    public static string Shape(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
