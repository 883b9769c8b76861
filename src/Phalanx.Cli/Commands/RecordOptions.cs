using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Cli.Commands;

/// <summary>The options by which an evaluation is recorded.</summary>
internal sealed class RecordOptions
{
    private const int Episodes = 8;

    private readonly Option<string?> _file = new("--record")
    {
        Description = "Record the first episodes in a file, to be watched; by default one in the run's folder records. Stands behind the run.",
        HelpName = "F",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _episodes = new("--record-episodes")
    {
        Description = $"How many episodes --record takes; by default {Episodes}.",
        HelpName = "N",
    };

    private string _path = "";

    public RecordOptions() => _episodes.Validators.Add(RefuseNone);

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_episodes);
    }

    /// <summary>Gets ready to record, where it was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="played">How many episodes are played.</param>
    /// <param name="defaultPath">Names the file where none is given.</param>
    /// <param name="create">Makes the recording, of what begins the record and the number of episodes.</param>
    public EpisodeRecording? Begin(
        ParseResult result,
        int played,
        Func<string> defaultPath,
        Func<Func<RecordHeader, RecordFileWriter>, int, EpisodeRecording> create)
    {
        if (result.GetResult(_file) is null)
        {
            return result.GetValue(_episodes) is { } number
                ? throw new UserErrorException($"option '--record-episodes' is '{number}'; it changes nothing without --record")
                : null;
        }

        _path = result.GetValue(_file) ?? defaultPath();
        return create(header => RecordFileWriter.Create(_path, header), Math.Min(played, result.GetValue(_episodes) ?? Episodes));
    }

    /// <summary>Ends a record, and names it in the document of the result.</summary>
    public void Complete(EpisodeRecording? recording, JsonObject document)
    {
        if (recording is not null)
        {
            recording.Complete();
            document["record"] = _path;
            document["recorded_episodes"] = recording.Count;
        }
    }

    private static void RefuseNone(OptionResult result)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int episodes) && episodes < 1)
        {
            result.AddError($"option '--record-episodes' is '{episodes}'; it must be at least 1");
        }
    }
}
