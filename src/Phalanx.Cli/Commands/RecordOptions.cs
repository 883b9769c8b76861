using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Phalanx.Cli.Replays;
using Phalanx.Environments;
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

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Play the recorded episodes again with their seeds and actions, and compare.",
    };

    private string _path = "";

    public RecordOptions() => _episodes.Validators.Add(RefuseNone);

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_episodes);
        command.Add(_verify);
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
            return result.GetValue(_episodes) is { } number ? throw new UserErrorException($"option '--record-episodes' is '{number}'; it changes nothing without --record")
                : result.GetValue(_verify) ? throw new UserErrorException("option '--verify' is for what is recorded; it changes nothing without --record")
                : null;
        }

        _path = result.GetValue(_file) ?? defaultPath();
        RecordFileWriter.ThrowIfOther(_path); // before anything is played
        return create(header => RecordFileWriter.Create(_path, header), Math.Min(played, result.GetValue(_episodes) ?? Episodes));
    }

    /// <summary>Ends a record, verifies it where that was asked for, and names it in the document of the result.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="recording">The recording; null for none.</param>
    /// <param name="document">The document.</param>
    /// <param name="create">Makes so many environments in which the episodes can be played again.</param>
    public void Complete(ParseResult result, EpisodeRecording? recording, JsonObject document, Func<int, IEnvironmentBatch> create)
    {
        if (recording is null)
        {
            return;
        }

        recording.Complete();
        if (recording.Advice is { } advice)
        {
            result.InvocationConfiguration.Error.WriteLine($"warning: {Shown.Sentence(advice)}");
        }

        document["record"] = _path;
        document["recorded_episodes"] = recording.Count;
        if (result.GetValue(_verify))
        {
            // The file is read as any reader reads it: what is verified is what stands there.
            recording.Dispose();
            using var record = RecordFile.Open(_path);
            using IEnvironmentBatch environments = create(1);
            RecordTruth.ThrowIfOther(_path, record, environments);
            document["verified"] = true;
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
