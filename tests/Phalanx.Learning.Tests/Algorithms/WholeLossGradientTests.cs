using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// Gradients of whole losses against differences in double precision, on a recorded batch. Targets, weights and greedy actions are constants to
/// the gradient and near enough to it to the differences, which are far smaller than what would change them.
/// </summary>
public class WholeLossGradientTests
{
    public static TheoryData<string> Names =>
        ["iql", "vdn", "vdn-s", "qmix", "qmix-ns", "qmix-lin", "qatten", "qatten nonlinear", "qplex", "qplex-atten", "cw-qmix", "ow-qmix", "qmix-qstar", "qmix-cw", "qmix-ow", "cw-qmix attention",
            "resq", "resq hinge", "resq raw", "resq qatten", "resq larger", "resq shared", "resz", "resz ff", "resz dmix", "resz flat", "diql", "ddn", "dmix", "datten"];

    [Theory]
    [MemberData(nameof(Names))]
    [ComparesGradients]
    public void Gradients_of_the_whole_loss_agree_with_differences(string name)
    {
        var recorded = new RecordedLearner(name.StartsWith('d') || name.StartsWith("resz", StringComparison.Ordinal) ? "resz" : "qatten");
        if (name == "diql")
        {
            recorded = new RecordedLearner("diql"); // levels of every agent's own
        }

        recorded.Draws[DistributionalAlgorithm<double>.OnlineLevels] = "input.tau";
        recorded.Draws[DistributionalAlgorithm<double>.TargetLevels] = "input.tau_target";
        Algorithm<double> algorithm = Create(name, recorded.Team, new AgentSettings { Hidden = 6 }, new LearnerSettings());
        if (LossDifferences.Compared.Note(algorithm.GetType().GetGenericTypeDefinition()))
        {
            return;
        }

        ParameterGroup<double> group = algorithm.Groups[0];
        group.Online.Initialise(1);
        group.Target!.Initialise(2);

        var tape = new Tape<double>();
        var gradients = new Gradients<double>(group.Online);
        tape.Backward(Loss(algorithm, recorded, tape), gradients);
        int compared = 0;
        foreach (Parameter<double> parameter in group.Online.Parameters.Where(parameter => IsWhole(name, parameter.Name)))
        {
            // A few of its elements.
            for (int i = 0; i < parameter.Shape.Count; i += 1 + (parameter.Shape.Count / 3))
            {
                double analytic = gradients[parameter].Span[i];
                double numeric = (At(parameter, i, 1e-6) - At(parameter, i, -1e-6)) / 2e-6;
                Assert.True(
                    Math.Abs(numeric - analytic) <= 1e-6 * Math.Max(1, Math.Abs(analytic)),
                    $"{parameter.Name}[{i}]: {analytic:R}, differences {numeric:R}");
                compared += analytic == 0 ? 0 : 1;
            }
        }

        Assert.True(compared > 20, $"{compared} gradients that are not zero");

        double At(Parameter<double> parameter, int element, double offset)
        {
            double kept = parameter.Value.Span[element];
            parameter.Value.Span[element] = kept + offset;
            group.Online.Touch();
            double loss = Loss(algorithm, recorded, new Tape<double>()).Value.Span[0];
            parameter.Value.Span[element] = kept;
            group.Online.Touch();
            return loss;
        }
    }

    /// <summary>QPLEX stops the gradient within its loss: only the weights of the advantages have that of the whole.</summary>
    private static bool IsWhole(string name, string parameter) =>
        !name.StartsWith("qplex", StringComparison.Ordinal) || parameter.Contains("si_weight", StringComparison.Ordinal);

    private static Variable<double> Loss(Algorithm<double> algorithm, RecordedLearner recorded, Tape<double> tape)
    {
        Shard<double> shard = new RecordedBatch<double>(recorded, shards: 1).Fill(0, tape);
        return algorithm.Phases[0].Loss(shard, tape, 0);
    }

    private static Algorithm<double> Create(string name, TeamShape team, AgentSettings agent, LearnerSettings learner)
    {
        var mixer = new QmixSettings { Embedding = 4, HypernetWidth = 5 };
        var central = new CentralSettings { Width = 6, HypernetWidth = 5 };
        var heads = new AttentionSettings { Heads = 2, Embedding = 3, QueryWidth = 4, HeadWidth = 5, ValueWidth = 3 };
        var resq = new ResqSettings { Mixer = mixer, Attention = heads, Central = central, ResidualWidth = 6 };
        var resz = new ReszSettings { Quantiles = 6, TargetQuantiles = 6, Cosines = 5, Mixer = mixer, Attention = heads, CentralWidth = 6, ResidualWidth = 6 };
        var attention = new QattenSettings { Heads = 2, Embedding = 3, HypernetWidth = 5, WeightedHeads = true, Biases = true, LogitPenalty = 0.1 };
        return name switch
        {
            "iql" => new Iql<double>(TestAgents.Recurrent<double>(team, agent), learner),
            "vdn" => new Vdn<double>(TestAgents.Recurrent<double>(team, agent), learner),
            "vdn-s" => new VdnS<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Embedding = 4 }),
            "qmix" => new Qmix<double>(TestAgents.Recurrent<double>(team, agent), learner, mixer),
            "qmix-ns" => new QmixNs<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Embedding = 4 }),
            "qmix-lin" => new QmixLin<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Embedding = 4, HypernetWidth = 5 }),
            "qatten" => new Qatten<double>(TestAgents.Recurrent<double>(team, agent), learner, attention),
            "qatten nonlinear" => new Qatten<double>(TestAgents.Recurrent<double>(team, agent), learner, attention with { Nonlinear = true, MaskDead = true }),
            "qplex" => new Qplex<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Kernels = 3, KernelLayers = 3, KernelWidth = 5, HypernetWidth = 5 }),
            "qplex-atten" => new QplexAtten<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Kernels = 3, KernelLayers = 2, KernelWidth = 5, Attention = attention }),
            "cw-qmix" => new CwQmix<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer, Central = central }),
            "cw-qmix attention" => new CwQmix<double>(
                TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer, Central = central with { Mixer = Phalanx.Learning.Mixers.CentralForm.Attention, Outputs = 2 } }),
            "ow-qmix" => new OwQmix<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer, Central = central }),
            "qmix-qstar" => new QmixQstar<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer, Central = central }),
            "qmix-cw" => new QmixCw<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer }),
            "resq" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq),
            "resq hinge" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq with { Constraint = ResidualConstraint.Hinge, Residual = ResqResidual.Qmix }),
            "resq raw" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq with { Constraint = ResidualConstraint.Raw }),
            "resq qatten" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq with { Main = ResqMain.Qatten, Residual = ResqResidual.Qatten, Mask = ResidualMask.Hysteretic }),
            "resq larger" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq with { Main = ResqMain.Vdn, Residual = ResqResidual.Vdn, Mask = ResidualMask.MaxLarger }),
            "resq shared" => new Resq<double>(TestAgents.Recurrent<double>(team, agent), learner, resq with { ResidualSharesAgent = true }),
            "resz" => new Resz<double>(TestAgents.OfQuantiles<double>(team, agent, resz.Cosines), learner, resz),
            "resz ff" => new Resz<double>(TestAgents.OfQuantiles<double>(team, agent, resz.Cosines), learner, resz with { Residual = ReszResidual.Feedforward }),
            "resz dmix" => new Resz<double>(TestAgents.OfQuantiles<double>(team, agent, resz.Cosines), learner, resz with { Main = ReszMain.Dmix, Residual = ReszResidual.Dmix }),
            "resz flat" => new Resz<double>(TestAgents.OfQuantiles<double>(team, agent, resz.Cosines), learner, resz with { Main = ReszMain.Ddn, Residual = ReszResidual.Ddn, Central = ReszCentral.Flat }),
            "diql" => new Diql<double>(TestAgents.OfQuantiles<double>(team, agent, 5), learner, new() { Quantiles = Recorded("diql", "n_quantiles"), TargetQuantiles = Recorded("diql", "n_target_quantiles"), Cosines = 5 }),
            "ddn" => new Ddn<double>(TestAgents.OfQuantiles<double>(team, agent, 5), learner, new() { Quantiles = 6, TargetQuantiles = 6, Cosines = 5 }),
            "dmix" => new Dmix<double>(TestAgents.OfQuantiles<double>(team, agent, 5), learner, new() { Quantiles = 6, TargetQuantiles = 6, Cosines = 5, Mixer = mixer }),
            "datten" => new Datten<double>(TestAgents.OfQuantiles<double>(team, agent, 5), learner, new() { Quantiles = 6, TargetQuantiles = 6, Cosines = 5, Attention = heads }),
            "qmix-ow" => new QmixOw<double>(TestAgents.Recurrent<double>(team, agent), learner, new() { Mixer = mixer }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such method."),
        };
    }

    private static int Recorded(string file, string number) => (int)new RecordedLearner(file).Number(number, 0);
}
