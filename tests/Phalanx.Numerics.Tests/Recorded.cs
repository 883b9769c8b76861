using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Phalanx.Numerics.Tests;

/// <summary>Reading and comparing what the reference files record.</summary>
internal static class Recorded
{
    /// <summary>The number that follows a word in a sentence of a file's metadata: 5e-4 after "lr", .999 as the second after "betas".</summary>
    public static double Number(string sentence, string word, int which = 0)
    {
        Match match = Regex.Match(sentence, $@"\b{Regex.Escape(word)} ([-+.\d/e]+)");
        Assert.True(match.Success, $"There is no number after '{word}' in: {sentence}");
        return double.Parse(match.Groups[1].Value.Split('/')[which], CultureInfo.InvariantCulture);
    }

    public static void AssertClose<T>(ReadOnlySpan<double> expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], double.CreateChecked(actual[i]), tolerance);
        }
    }
}
