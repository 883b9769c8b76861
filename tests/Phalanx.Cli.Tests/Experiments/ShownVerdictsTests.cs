using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;
using Phalanx.Analysis.Verdicts;
using Phalanx.Cli.Experiments;

namespace Phalanx.Cli.Tests.Experiments;

public class ShownVerdictsTests
{
    private static readonly Experiment Experiment = new Library().Experiments["weighted-qmix/figure-2"].Experiments[0];

    [Fact]
    public void A_verdict_has_the_words_of_the_paper_and_the_numbers_that_decide_it()
    {
        StringWriter output = new();
        ShownVerdicts.Print(output, Verdict(35.9));
        Assert.Equal(
            [
                "weighted-qmix/figure-2 (reduced): 1 of 1 claim holds",
                "holds (reduced): \"both CW-QMIX and OW-QMIX solve the task\" (section 7.1)",
                "  median of tail.return, cw-qmix >= 30 (point; reaches; 3 seeds; threshold ours); cw-qmix on p2: 35.9 against 30, n = 3, above by 5.9, 95 % [5.4, 6.5]; threshold ours",
                "",
            ],
            output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void The_document_has_numbers_and_null_for_what_is_never_reached()
    {
        JsonNode claim = Assert.Single(ShownVerdicts.Document(Verdict(35.9)))!;
        Assert.Equal(
            "{\"id\":\"cw-solves\",\"says\":\"both CW-QMIX and OW-QMIX solve the task\",\"place\":\"section 7.1\",\"source\":\"text\",\"verdict\":\"holds\",\"value\":35.9,\"against\":30,\"delta\":5.9,\"interval\":[5.4,6.5],\"n\":3,"
            + "\"parts\":[{\"arm\":\"cw-qmix\",\"environment\":\"p2\",\"verdict\":\"holds\",\"value\":35.9,\"against\":30,\"delta\":5.9,\"interval\":[5.4,6.5],\"n\":3}]}",
            claim.ToJsonString());
        Assert.Null(ShownVerdicts.Document(Verdict(double.PositiveInfinity))[0]!["value"]);
    }

    [Fact]
    public void Settings_of_ours_are_told_once_where_all_claims_share_them_and_the_document_has_all()
    {
        OwnSetting steps = new("training.steps", "8000", "this library's own", ["cw-qmix"], IsOfAll: true);
        OwnSetting rate = new("learner.lr", "0.1", "this library, measured", ["cw-qmix"], IsOfAll: true);
        ExperimentVerdict verdict = Verdict(35.9);
        verdict = verdict with { CommonSettings = [steps], Claims = [verdict.Claims[0] with { OwnSettings = [steps, rate], ParticularSettings = [rate] }] };
        StringWriter output = new();
        ShownVerdicts.Print(output, verdict);
        string[] lines = output.ToString().Split(Environment.NewLine);
        Assert.Equal("  settings of ours in all runs: training.steps 8000", lines[1]);
        Assert.EndsWith("; threshold ours; settings of ours: learner.lr 0.1", lines[3], StringComparison.Ordinal);
        Assert.Equal(
            "[{\"path\":\"training.steps\",\"value\":\"8000\",\"source\":\"this library's own\",\"arms\":[\"cw-qmix\"]},{\"path\":\"learner.lr\",\"value\":\"0.1\",\"source\":\"this library, measured\",\"arms\":[\"cw-qmix\"]}]",
            ShownVerdicts.Document(verdict)[0]!["settings_of_ours"]!.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static ExperimentVerdict Verdict(double value)
    {
        PartVerdict part = new() { Arm = "cw-qmix", Environment = "p2", Verdict = Phalanx.Analysis.Verdicts.Verdict.Holds, Value = value, Against = 30, Delta = 5.9, Interval = new Interval(5.4, 6.5), Runs = 3, AllRuns = 3 };
        return new ExperimentVerdict(Experiment, true, [new ClaimVerdict(Experiment.Claims[0], Phalanx.Analysis.Verdicts.Verdict.Holds, [part], true, false, null)]);
    }
}
