using System.Text.Json.Nodes;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunSummaryTests : IDisposable
{
    private static readonly RunSummary Summary = new()
    {
        Run = "runs/qmix/matrix/qtran/7",
        Algorithm = "qmix",
        Environment = "matrix/qtran",
        Seed = ulong.MaxValue,
        TEnv = 20_000,
        Episodes = 20_000,
        TrainingSteps = 19_969,
        WallSeconds = 1.25,
        Final = new Dictionary<string, double> { ["test_return_mean"] = 1.0 / 3, ["test_battle_won_mean"] = double.NaN },
        Best = new Dictionary<string, double> { ["t_env"] = 5_000, ["test_return_mean"] = 8 },
        Machine = new Machine("Abacus", 2, "512", "Linux", "10.0.1"),
        Version = "0.1.0",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flipped_digit_is_noticed_and_a_summary_of_before_there_was_a_checksum_is_read()
    {
        string path = _folder.At("summary.json");
        Summary.Write(path);
        string whole = File.ReadAllText(path);
        Assert.Matches(",\n  \"checksum\": \"[0-9a-f]{8}\"\n}\n$", whole);
        Assert.Equal(Summary.ToJson(), RunSummary.Read(path).ToJson());

        foreach ((string old, string with) in ((string, string)[])[("0.3333", "0.3233"), ("\n}\n", "\n}\n\0"), ("\n  \"checksum\"", "\t \"checksum\""), ("19969", "1996")])
        {
            File.WriteAllText(path, whole.Replace(old, with, StringComparison.Ordinal));
            Assert.Equal("'summary.json' is damaged: its checksum is wrong", _folder.Refusal(() => RunSummary.Read(path)));
        }

        File.WriteAllText(path, Summary.ToJson() + "\n");
        Assert.Equal(Summary.ToJson(), RunSummary.Read(path).ToJson());
    }

    [Fact]
    public void The_run_summary_has_the_documented_properties_in_order()
    {
        Assert.Equal(
            """
            {
              "run": "runs/qmix/matrix/qtran/7",
              "algorithm": "qmix",
              "environment": "matrix/qtran",
              "seed": 18446744073709551615,
              "t_env": 20000,
              "episodes": 20000,
              "training_steps": 19969,
              "wall_seconds": 1.25,
              "final": {
                "test_return_mean": 0.3333333333333333,
                "test_battle_won_mean": null
              },
              "best": {
                "t_env": 5000,
                "test_return_mean": 8
              },
              "machine": {
                "processor": "Abacus",
                "cores": 2,
                "simd": "512",
                "system": "Linux",
                "dotnet": "10.0.1"
              },
              "version": "0.1.0",
              "results": {
                "algorithm": 1,
                "environment": 1
              }
            }
            """,
            Summary.ToJson());
    }

    [Fact]
    public void The_run_summary_of_a_one_step_game_has_its_tables()
    {
        RunSummary summary = Summary with
        {
            OneStep = new OneStepSummary
            {
                GreedyJointAction = [0, 1],
                GreedyPayoff = -12,
                JointValues = new JointTable([2, 3], [8, -12, double.PositiveInfinity, 1, 2, 3]),
                Utilities = [[1, 2.5], [0, double.NaN, -1]],
                OtherValues = new Dictionary<string, JointTable> { ["q_star"] = new([1, 1, 2], [4, 5]) },
            },
        };

        JsonNode oneStep = JsonNode.Parse(summary.ToJson())!["one_step"]!;

        Assert.Equal(
            ["greedy_joint_action", "greedy_payoff", "joint_values", "utilities", "other_values"],
            oneStep.AsObject().Select(property => property.Key));
        Assert.Equal(
            """{"greedy_joint_action":[0,1],"greedy_payoff":-12,"joint_values":[[8,-12,null],[1,2,3]],"""
            + """ "utilities":[[1,2.5],[0,null,-1]],"other_values":{"q_star":[[[4,5]]]}}""".TrimStart(),
            oneStep.ToJsonString());
    }

    [Fact]
    public void The_run_summary_of_a_method_without_tables_has_null_for_them()
    {
        RunSummary summary = Summary with { OneStep = new OneStepSummary { GreedyJointAction = [0], GreedyPayoff = 1 } };

        Assert.Equal(
            """{"greedy_joint_action":[0],"greedy_payoff":1,"joint_values":null,"utilities":null,"other_values":{}}""",
            JsonNode.Parse(summary.ToJson())!["one_step"]!.ToJsonString());
    }

    [Fact]
    public void A_run_summary_is_read_back_as_it_was_written()
    {
        RunSummary summary = Summary with
        {
            OneStep = new OneStepSummary
            {
                GreedyJointAction = [1, 0, 0],
                GreedyPayoff = 0.1,
                JointValues = new JointTable([2, 1, 2], [1, 2, 3, 4]),
                Utilities = [[1], [2]],
            },
        };

        summary.Write(_folder.At("summary.json"));
        RunSummary read = RunSummary.Read(_folder.At("summary.json"));

        Assert.Equal(summary.ToJson(), read.ToJson());
        Assert.Equal(double.NaN, read.Final["test_battle_won_mean"]);
        Assert.Equal(3, read.OneStep!.JointValues![1, 0, 0]);
        Assert.Equal(summary.Machine, read.Machine);
    }

    [Fact]
    public void Machine_and_version_of_a_run_summary_are_those_of_this_process_by_default()
    {
        var bare = new RunSummary
        {
            Run = "r",
            Algorithm = "a",
            Environment = "e",
            Seed = 0,
            TEnv = 0,
            Episodes = 0,
            TrainingSteps = 0,
            WallSeconds = 0,
            Final = Summary.Final,
            Best = Summary.Best,
        };

        Assert.Equal(Machine.Current, bare.Machine);
        Assert.Equal(Environment.ProcessorCount, bare.Machine.Cores);
        Assert.NotEmpty(bare.Machine.Processor);
        Assert.Contains(bare.Machine.Simd, new[] { "scalar", "128", "256", "512" });
        Assert.StartsWith("0.", bare.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_can_be_written_to_other_documents() =>
        Assert.Equal(
            """{"processor":"Abacus","cores":2,"simd":"512","system":"Linux","dotnet":"10.0.1"}""",
            Summary.Machine.ToJson().ToJsonString());

    [Theory]
    [InlineData("{\n\"run\": \"x\",\n", "'summary.json' is damaged: something is wrong or missing near its line 3")]
    [InlineData("{\"run\": \"x\"}", "'summary.json' is damaged: something is wrong or missing near its line 1")]
    public void The_refusal_of_a_damaged_run_summary_names_the_damage(string content, string refusal)
    {
        File.WriteAllText(_folder.At("summary.json"), content);

        Assert.Equal(refusal, _folder.Refusal(() => RunSummary.Read(_folder.At("summary.json"))));
    }

    [Theory]
    [InlineData("machine")]
    [InlineData("version")]
    [InlineData("machine", "processor")]
    [InlineData("one_step", "other_values")]
    public void A_run_summary_that_lacks_something_is_refused(params string[] path)
    {
        (Summary with { OneStep = new OneStepSummary { GreedyJointAction = [0], GreedyPayoff = 1 } }).Write(_folder.At("summary.json"));
        JsonNode summary = JsonNode.Parse(File.ReadAllText(_folder.At("summary.json")))!;
        (path.Length == 1 ? summary : summary[path[0]])!.AsObject().Remove(path[^1]);
        File.WriteAllText(_folder.At("summary.json"), summary.ToJsonString());

        Assert.Equal("'summary.json' is damaged: something in it is missing", _folder.Refusal(() => RunSummary.Read(_folder.At("summary.json"))));
    }

    [Fact]
    public void A_missing_run_summary_is_a_user_error() =>
        Assert.StartsWith(
            "cannot read 'summary.json': ",
            _folder.Refusal(() => RunSummary.Read(_folder.At("summary.json"))),
            StringComparison.Ordinal);
}
