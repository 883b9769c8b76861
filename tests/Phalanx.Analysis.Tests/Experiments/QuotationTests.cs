using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Tests.Experiments;

/// <summary>
/// What claims quote stands in the papers: in their texts where PHALANX_PAPERS names the folder of them, else in the quoted words of the fixture, each with its
/// file and line. With PHALANX_CUT_QUOTES set too, the fixture is cut anew.
/// </summary>
public class QuotationTests
{
    private const string Fixture = "papers/quotes.tsv";

    private static readonly string? Papers = Environment.GetEnvironmentVariable("PHALANX_PAPERS") is { Length: > 0 } folder ? folder : null;

    private static IEnumerable<(string File, Experiment Experiment, Claim Claim)> Quotes =>
        from experiment in BuiltInExperiments.Library.All
        let file = BuiltInExperiments.Library.Papers.Single(paper => paper.Key == experiment.Paper).Text
        from claim in experiment.Claims
        where !claim.IsParaphrase
        select (file, experiment, claim);

    [Fact]
    public void Every_quotation_stands_in_its_paper()
    {
        if (Papers is not null && Environment.GetEnvironmentVariable("PHALANX_CUT_QUOTES") is { Length: > 0 })
        {
            File.WriteAllLines(RepositoryRoot.At($"tests/fixtures/{Fixture}"), Cut());
        }

        var texts = Quotes.Select(quote => quote.File).Distinct().ToDictionary(file => file, TextOf);
        string[] missing = [.. Quotes
            .Where(quote => Quotation.Find(texts[quote.File], quote.Claim.Says) is null)
            .Select(quote => $"{quote.Experiment}, {quote.Claim.Id}: {quote.Claim.Says}")];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
        Assert.True(Quotes.Count() > 50);
    }

    [Fact]
    public void The_fixture_holds_what_the_papers_say_at_those_lines()
    {
        string[] rows = File.ReadAllLines(Fixtures.File(Fixture));
        Assert.All(rows, row => Assert.Matches("^[a-z-]+\\.txt:[0-9]+\t.", row));
        if (Papers is not null)
        {
            Assert.Equal(Cut(), rows);
        }
    }

    [Theory]
    [InlineData("We *see* that $x$ is good-\nness itself.", "see that x is goodness itself", true)]
    [InlineData("We see one thing and another.", "see ... another", true)]
    [InlineData("We see one thing and another.", "see another", false)]
    [InlineData("We see one thing and another.", "another ... see", false)]
    [InlineData("Both fail.\nBoth learn the map.", "Both ... the map", true)]
    public void Words_are_found_whatever_their_format(string text, string quotation, bool found) => Assert.Equal(found, Quotation.Find(text, quotation) is not null);

    private static string TextOf(string file) => Papers is not null
        ? File.ReadAllText(Path.Combine(Papers, file))
        : string.Join('\n', File.ReadAllLines(Fixtures.File(Fixture)).Where(row => row.StartsWith($"{file}:", StringComparison.Ordinal)).Select(row => row[(row.IndexOf('\t', StringComparison.Ordinal) + 1)..]));

    /// <summary>The quoted words, quotation by quotation in the order of the texts, with the file and the number of each line.</summary>
    private static string[] Cut()
    {
        var found = Quotes.Select(quote => (quote.File, Place: Quotation.Find(TextOf(quote.File), quote.Claim.Says)))
            .Where(quote => quote.Place is not null)
            .Select(quote => (quote.File, quote.Place!.Value.Start, quote.Place!.Value.End))
            .Distinct()
            .OrderBy(quote => quote.File, StringComparer.Ordinal).ThenBy(quote => quote.Start).ThenBy(quote => quote.End);
        return [.. found.SelectMany(quote => Rows(quote.File, TextOf(quote.File), quote.Start, quote.End))];
    }

    private static IEnumerable<string> Rows(string file, string text, int start, int end)
    {
        int line = text[..start].Count(letter => letter == '\n') + 1;
        return text[start..end].Split('\n').Select((words, index) => $"{file}:{line + index}\t{words.Trim()}").Where(row => !row.EndsWith('\t'));
    }
}
