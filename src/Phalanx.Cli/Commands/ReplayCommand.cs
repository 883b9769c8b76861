using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Phalanx.Analysis.Replays;
using Phalanx.Cli.Replays;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx replay</c>: episodes as one page, to be watched in a browser.</summary>
internal sealed class ReplayCommand : Command
{
    private readonly Library _library;

    private readonly Argument<string[]> _named = new("record|run-dir")
    {
        Description = "A record, or a run directory, whose team is then played and recorded in memory; two of them are shown side by side.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _out = new("--out") { Description = "The file of the page.", HelpName = "F.html" };
    private readonly EpisodesOption _episodes = new($"all of a record, or {ReplaySources.Episodes} of a run");
    private readonly Option<bool> _won = new("--won") { Description = "Take episodes alone that the team won." };
    private readonly Option<bool> _lost = new("--lost") { Description = "Take episodes alone that the team lost." };
    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Seed of the episodes of run directories; by default their closing tests are played again, and two teams are played on the same episodes.",
        HelpName = "N",
    };

    private readonly Option<bool> _verify = new("--verify") { Description = "Play the episodes again with their seeds and actions, and compare." };
    private readonly Option<bool> _salvage = new("--salvage") { Description = "Take the whole episodes of a record that is torn." };
    private readonly AllowCommandOption _allowCommand = new();
    private readonly JsonOption _json = new();

    public ReplayCommand(Library library)
        : base("replay", "Make one page of recorded episodes, to be watched in a browser.")
    {
        _library = library;
        Add(_named);
        Add(_out);
        Add(_episodes);
        Add(_won);
        Add(_lost);
        Add(_seed);
        Add(_verify);
        Add(_salvage);
        Add(_allowCommand);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        string[] named = result.GetValue(_named) ?? [];
        string file = result.GetValue(_out) ?? throw new UserErrorException("name the file of the page with --out, such as --out replay.html");
        if (named.Length > 2)
        {
            throw new UserErrorException($"a page shows one record, or two side by side; {named.Length} are named");
        }

        if (result.GetValue(_won) && result.GetValue(_lost))
        {
            throw new UserErrorException("option '--won' and option '--lost' leave no episode; give one of them, or neither for all");
        }

        var target = ChosenFile.At(file, "HTML page", "<!DOCTYPE html>"u8);
        bool? won = result.GetValue(_won) ? true : result.GetValue(_lost) ? false : null;
        int? episodes = result.GetValue(_episodes);
        using var sources = new ReplaySources(_library, result.GetValue(_salvage), result.GetValue(_allowCommand));

        // To have enough that were won or lost, all episodes of a test are recorded.
        sources.Open(named, result.GetValue(_seed), won is null ? episodes ?? ReplaySources.Episodes : null, cancellation);
        IReadOnlyList<ReplayPart> parts = ReplayPart.Choose(sources.Records, episodes, won);
        if (result.GetValue(_verify))
        {
            sources.Verify();
        }

        TeamStatistics[] statistics = [.. parts.Select(part => TeamStatistics.Of(part.Record, cancellation))];
        byte[] page = Encoding.UTF8.GetBytes(ReplayPage.Of(parts, statistics));
        target.Write(page);
        Tell(result, file, page.Length, parts, statistics);
        return ExitCode.Done;
    }

    private void Tell(ParseResult result, string file, long bytes, IReadOnlyList<ReplayPart> parts, TeamStatistics[] statistics)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        bool verified = result.GetValue(_verify);
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, new JsonObject
            {
                ["page"] = file,
                ["bytes"] = bytes,
                ["verified"] = verified,
                ["records"] = new JsonArray([.. parts.Select((part, place) => DocumentOf(part, statistics[place]))]),
            });
            return;
        }

        foreach (ReplayPart part in parts.Where(part => !part.Record.IsWhole))
        {
            output.WriteLine($"salvaged {part.Record.Episodes.Count} episodes of '{Shown.Name(part.Name)}', which is torn");
        }

        if (verified)
        {
            output.WriteLine(RecordTruth.Sentence);
        }

        output.WriteLine($"{parts[0].Episodes.Count} episodes are in {Shown.Name(file)}, {ReplayPage.Megabytes(bytes)}");
        if (bytes > ReplayPage.Large)
        {
            output.WriteLine($"the page is larger than {ReplayPage.Megabytes(ReplayPage.Large)}: --episodes takes fewer, --lost those alone that were lost");
        }
    }

    private static JsonObject DocumentOf(ReplayPart part, TeamStatistics statistics)
    {
        RecordHeader header = part.Record.Header;
        return new JsonObject
        {
            ["name"] = part.Name,
            ["environment"] = header.Environment,
            ["algorithm"] = header.Algorithm,
            ["policy"] = header.Policy,
            ["t_env"] = header.TEnv,
            ["seed"] = header.Seed,
            ["recorded_episodes"] = part.Record.Episodes.Count,
            ["episodes"] = new JsonArray([.. part.Episodes.Select(episode => (JsonNode)(episode + 1))]),
            ["statistics"] = StatisticsTables.Document(statistics),
        };
    }
}
