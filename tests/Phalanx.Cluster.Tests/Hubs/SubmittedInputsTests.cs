using System.Security.Cryptography;
using System.Text;
using Phalanx.Cluster.Contracts;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>Files that cells name come by their content, and no other way.</summary>
public sealed class SubmittedInputsTests : IDisposable
{
    private static readonly byte[] Game = Encoding.UTF8.GetBytes("""{"payoff": [[1, 0], [0, 2]]}""");
    private static readonly string Name = $"{Convert.ToHexStringLower(SHA256.HashData(Game))}.json";

    private readonly ToyDesk _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_file_that_came_is_a_part_of_the_study_and_its_workers_read_it()
    {
        Assert.False(_toys.Desk.Inputs.Has(Name));
        Assert.True(_toys.Desk.Inputs.Take(Name, Game.Length, 0, Game.AsSpan(0, 10)).Taken);
        Assert.False(_toys.Desk.Inputs.Has(Name));
        Assert.True(_toys.Desk.Inputs.Take(Name, Game.Length, 10, Game.AsSpan(10)).Taken);
        Assert.True(_toys.Desk.Inputs.Has(Name));
        WireAnswer answer = Submit($"files/{Name}");
        Assert.True(answer.Taken, answer.Sentence);
        Assert.Equal(Game, File.ReadAllBytes(_toys.At("studies", ToyDesk.Study, "plan", "files", Name)));

        // After a restart too, when what came is gone.
        _toys.Reopen();
        Assert.False(_toys.Desk.Inputs.Has(Name));
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.Equal(Name, Assert.Single(order.Inputs));
        Assert.Contains($"files/{Name}", order.Settings, StringComparison.Ordinal);
        using var content = new MemoryStream();
        for (int length = 1; length > 0;)
        {
            Payload part = _toys.FilesOf(order).ReadInput(Name, content.Length, 7);
            length = part.Bytes.Length;
            content.Write(part.Bytes.Span);
            part.Return();
        }

        Assert.Equal(Game, content.ToArray());
    }

    [Theory]
    [InlineData("game.json")]
    [InlineData("/etc/passwd")]
    [InlineData("files/../../secret.json")]
    [InlineData("files/0000000000000000000000000000000000000000000000000000000000000000.json")]
    [InlineData("/elsewhere/files/0000000000000000000000000000000000000000000000000000000000000000.json")]
    [InlineData("files/0000000000000000000000000000000000000000000000000000000000000000.json/../x")]
    public void A_cell_that_names_a_file_by_a_path_or_one_that_did_not_come_is_refused(string path)
    {
        WireAnswer answer = Submit(path);
        Assert.False(answer.Taken);
        Assert.True(answer.Sentence!.Contains("by a path", StringComparison.Ordinal) || answer.Sentence.Contains("did not come", StringComparison.Ordinal), answer.Sentence);
        Assert.Empty(_toys.Desk.Status().Studies);
    }

    [Fact]
    public void A_path_elsewhere_is_refused_though_a_file_of_that_name_came()
    {
        Assert.True(_toys.Desk.Inputs.Take(Name, Game.Length, 0, Game).Taken);
        WireAnswer answer = Submit($"/elsewhere/files/{Name}");
        Assert.False(answer.Taken);
        Assert.Contains("by a path", answer.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.JSON")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.a/b")]
    [InlineData("game.json")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused(string name)
    {
        Assert.False(_toys.Desk.Inputs.Take(name, 1, 0, [1]).Taken);
        Assert.False(_toys.Desk.Inputs.Has(name));
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.Throws<InvalidDataException>(() => _toys.FilesOf(order).ReadInput(name, 0, 1));
    }

    [Fact]
    public void A_file_whose_content_is_another_or_that_is_too_large_is_refused()
    {
        string other = $"{new string('0', 64)}.json";
        Assert.Contains("is not what its name tells", _toys.Desk.Inputs.Take(other, Game.Length, 0, Game).Sentence, StringComparison.Ordinal);
        Assert.False(_toys.Desk.Inputs.Has(other));
        Assert.Contains("at most 64 MiB", _toys.Desk.Inputs.Take(Name, (64L << 20) + 1, 0, Game).Sentence, StringComparison.Ordinal);
        Assert.False(_toys.Desk.Inputs.Take(Name, Game.Length, 5, Game.AsSpan(5)).Taken);
    }

    private WireAnswer Submit(string path)
    {
        string game = _toys["game.json"];
        File.WriteAllBytes(game, Game);
        RunSettings settings = ToyDesk.Resolve(new RunRequest { Algorithm = "vdn", Environment = "matrix/file", Set = [$"env.path={game}", "training.steps=40"] });
        return _toys.Desk.Submit(new StudyPart(ToyDesk.Study, 0, 1, 0, [SettingsYaml.Write(InputFiles.Moved(settings, _ => path))]));
    }
}
