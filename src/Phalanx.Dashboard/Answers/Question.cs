using System.Globalization;
using Microsoft.AspNetCore.Http;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Answers;

/// <summary>What a request asks for, read from its query. Anything that is not allowed is told in a sentence.</summary>
/// <param name="query">The query.</param>
internal sealed class Question(IQueryCollection query)
{
    /// <summary>The text of a name; null without one.</summary>
    public string? this[string name] => query[name] is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>Texts with commas between; none without the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="most">How many there may be.</param>
    public IReadOnlyList<string> List(string name, int most)
    {
        string[] texts = [.. (this[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        return texts.Length <= most ? texts : throw new UserErrorException($"'{name}' names {texts.Length}; at most {most} are allowed");
    }

    /// <summary>A whole number.</summary>
    public int Whole(string name, int otherwise, int least, int most)
    {
        if (this[name] is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new UserErrorException($"'{name}' is '{text}'; allowed are {least} to {most}");
    }

    /// <summary>A number.</summary>
    public double Number(string name, double otherwise, double least, double most)
    {
        if (this[name] is not { } text)
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
            ? value
            : throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is '{text}'; allowed are {least} to {most}"));
    }

    /// <summary>One of several words, the first of which stands for none.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> words)
    {
        string text = this[name] ?? words[0];
        return words.Contains(text) ? text : throw new UserErrorException($"'{name}' is '{text}'; allowed are {string.Join(", ", words)}");
    }
}
