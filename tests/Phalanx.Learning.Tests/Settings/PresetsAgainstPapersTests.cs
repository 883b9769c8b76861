using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>What the papers' texts and the repositories say of single settings, next to what presets resolve to.</summary>
public sealed class PresetsAgainstPapersTests
{
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    public static TheoryData<string> EnvironmentPatterns =>
        [.. BuiltInPresets.Library.Presets.SelectMany(preset => preset.Environments.Names).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> AlgorithmPatterns =>
        [.. BuiltInPresets.Library.Presets.SelectMany(preset => preset.Algorithms.Names).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("masac", "battle/5m_vs_6m", null, "algorithm.entropy_temperature", "0.01", "appendix B.2")]
    [InlineData("masac", "battle/3s5z", null, "algorithm.entropy_temperature", "0", "appendix B.2")]
    [InlineData("masac", "predator-prey", null, "algorithm.entropy_temperature", "0.001", "appendix B.1")]
    [InlineData("cw-qmix", "battle/3s5z", "paper", "exploration.epsilon.steps", "1000000", "section 7.2.1")]
    [InlineData("ow-qmix", "battle/5m_vs_6m", "paper", "exploration.epsilon.steps", "1000000", "section 7.2.1")]
    [InlineData("cw-qmix", "battle/corridor", null, "algorithm.central.mixer", "feedforward", "")]
    [InlineData("cw-qmix", "battle/corridor", null, "algorithm.alpha", "0.75", "appendix B.3")]
    [InlineData("cw-qmix", "battle/3s5z", null, "algorithm.alpha", "0.75", "appendix B.2")]
    [InlineData("ow-qmix", "battle/corridor", null, "algorithm.alpha", "0.5", "appendix B.3")]
    [InlineData("ow-qmix", "battle/corridor", "weighted-qmix-figure-6", "algorithm.central.mixer", "attention", "figure 6")]
    [InlineData("qmix", "battle/3m", null, "training.steps", "2050000", "PyMARL")]
    [InlineData("vdn", "battle/27m_vs_30m", "pymarl", "evaluation.interval", "10000", "PyMARL")]
    [InlineData("coma", "battle/5m", null, "evaluation.episodes", "32", "PyMARL")]
    [InlineData("coma", "battle/2s3z", null, "env.state_last_action", "false", "COMA's configuration")]
    [InlineData("coma", "battle/v2/terran_5_vs_5", null, "env.state_last_action", "false", "COMA's configuration")]
    [InlineData("qmix", "battle/2s3z", null, "env.state_last_action", "true", "")]
    [InlineData("qmix", "battle/v2/terran_5_vs_5", null, "training.steps", "10050000", "SMACv2")]
    [InlineData("qmix", "battle/v2/zerg_10_vs_11", "smacv2", "learner.td_lambda", "0.4", "SMACv2's repository")]
    [InlineData("qmix", "battle/v2/zerg_10_vs_11", "smacv2", "learner.batch_episodes", "128", "SMACv2")]
    [InlineData("qmix", "battle/3m", "pymarl2", "training.steps", "10050000", "PyMARL2")]
    [InlineData("qatten", "battle/6h_vs_8z", "pymarl2", "learner.td_lambda", "0.3", "6h_vs_8z")]
    [InlineData("vdn", "battle/6h_vs_8z", "pymarl2", "exploration.epsilon.steps", "500000", "6h_vs_8z")]
    [InlineData("vdn", "battle/MMM2", "pymarl2", "learner.td_lambda", "0.6", "PyMARL2")]
    [InlineData("qmix", "battle/3s5z_vs_3s6z", "pymarl2", "agent.hidden", "256", "large networks")]
    [InlineData("qmix", "battle/3s5z_vs_3s6z", "pymarl2", "algorithm.embedding", "64", "large networks")]
    [InlineData("vdn", "battle/3s5z_vs_3s6z", "pymarl2", "agent.hidden", "64", "PyMARL2")]
    [InlineData("ow-qmix", "battle/corridor", "pymarl2", "algorithm.alpha", "0.1", "PyMARL2")]
    [InlineData("qplex", "battle/corridor", null, "algorithm.kernels", "4", "QPLEX's repository")]
    [InlineData("qplex-atten", "battle/8m", null, "algorithm.kernel_layers", "1", "QPLEX's repository")]
    [InlineData("qplex", "battle/8m", "pymarl2", "algorithm.kernel_layers", "2", "PyMARL2")]
    [InlineData("qatten", "battle/MMM2", null, "algorithm.weighted_heads", "true", "QPLEX's repository")]
    [InlineData("qatten", "battle/MMM", null, "algorithm.weighted_heads", "false", "")]
    [InlineData("qplex-atten", "battle/3s5z_vs_3s6z", null, "algorithm.attention.weighted_heads", "true", "QPLEX's repository")]
    [InlineData("qtran-base", "battle/5m_vs_6m", null, "algorithm.lambda_nopt", "0.1", "")]
    [InlineData("qtran-base", "battle/3s5z", "pymarl", "algorithm.lambda_nopt", "0.1", "PyMARL")]
    [InlineData("resq", "battle/27m_vs_30m", null, "learner.lr", "0.001", "ResQ")]
    [InlineData("resz", "battle/MMM2", "paper", "training.steps", "2000000", "section 5.3")]
    [InlineData("resq", "battle/1c3s5z", "paper", "rollout.environments", "1", "section 5.1")]
    [InlineData("diql", "battle/3s5z_vs_3s6z", "paper", "agent.hidden", "256", "DFAC")]
    [InlineData("diql", "battle/27m_vs_30m", "paper", "agent.hidden", "512", "DFAC")]
    [InlineData("ddn", "battle/6h_vs_8z", "paper", "agent.hidden", "512", "DFAC")]
    [InlineData("ddn", "battle/corridor", "paper", "agent.hidden", "128", "DFAC")]
    [InlineData("dmix", "battle/MMM2", "paper", "agent.hidden", "256", "DFAC")]
    [InlineData("dmix", "battle/27m_vs_30m", "paper", "agent.hidden", "128", "DFAC")]
    [InlineData("dmix", "battle/corridor", "paper", "agent.hidden", "64", "DFAC")]
    [InlineData("refil", "battle/3s5z", "paper", "training.steps", "10000000", "REFIL")]
    [InlineData("refil", "battle/3s5z", "paper", "evaluation.episodes", "160", "REFIL")]
    [InlineData("fsv", "battle/MMM2", null, "algorithm.temperature.finish", "0.01", "FSV")]
    [InlineData("resq", "predator-prey", null, "exploration.epsilon.steps", "1000000", "section 5.4")]
    [InlineData("resz", "predator-prey", null, "exploration.epsilon.steps", "1000000", "section 5.4")]
    [InlineData("qplex", "predator-prey", null, "exploration.epsilon.steps", "50000", "")]
    [InlineData("cw-qmix", "predator-prey", null, "exploration.epsilon.steps", "50000", "")]
    [InlineData("ow-qmix", "predator-prey", null, "exploration.epsilon.steps", "50000", "")]
    [InlineData("cw-qmix", "predator-prey", null, "training.steps", "1000000", "repository")]
    [InlineData("fsv", "two-quadratics", null, "algorithm.state_value_width", "64", "table 8")]
    [InlineData("fsv", "matrix/qtran", null, "algorithm.state_value_width", "0", "")]
    [InlineData("qtran-alt", "matrix/qtran", "pymarl", "algorithm.lambda_nopt", "0.1", "PyMARL")]
    [InlineData("qtran-alt", "matrix/qtran", "pymarl", "learner.optimiser", "rmsprop", "PyMARL")]
    [InlineData("vdn", "squeeze", null, "learner.batch_episodes", "64", "config_agents.py")]
    [InlineData("qtran-alt", "squeeze-multi", null, "learner.batch_episodes", "64", "config_agents.py")]
    [InlineData("qmix", "squeeze-multi", null, "replay.capacity_episodes", "50000", "config_agents.py")]
    [InlineData("qtran-base", "squeeze", null, "exploration.warmup_episodes", "640", "config_agents.py")]
    [InlineData("qtran-base", "matrix/qtran", "paper", "learner.batch_episodes", "64", "config_agents.py")]
    [InlineData("qtran-alt", "matrix/qtran-21", "paper", "learner.batch_episodes", "64", "config_agents.py")]
    public void A_preset_setting_has_the_value_of_its_source(string algorithm, string environment, string? preset, string path, string value, string source)
    {
        ResolvedSetting setting = Resolve(algorithm, environment, preset)[path];

        Assert.Equal(value, setting.Text);
        Assert.Contains(source, setting.Origin.Source, StringComparison.Ordinal);
        Assert.Equal(source.Length == 0, setting.Origin.Layer == SettingLayer.Default);
    }

    /// <summary>
    /// ResQ's protocol on predator-prey is no preset of the methods that it is compared with; on these maps Weighted QMIX's paper explores
    /// in two ways, so there is no one thing that it says.
    /// </summary>
    [Theory]
    [InlineData("qplex", "predator-prey")]
    [InlineData("cw-qmix", "predator-prey")]
    [InlineData("ow-qmix", "predator-prey")]
    [InlineData("cw-qmix", "battle/6h_vs_8z")]
    [InlineData("ow-qmix", "battle/3s5z_vs_3s6z")]
    [InlineData("cw-qmix", "battle/corridor")]
    [InlineData("qtran-base", "battle/5m_vs_6m")]
    [InlineData("fsv", "battle/2s3z")]
    [InlineData("dmix", "battle/3m")]
    [InlineData("resq", "battle/v2/terran_5_vs_5")]
    public void The_preset_paper_is_refused_where_the_methods_own_paper_names_no_single_value(string algorithm, string environment)
    {
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => Resolve(algorithm, environment, "paper"));

        Assert.Contains("paper", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(environment, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EnvironmentPatterns))]
    public void A_preset_names_only_registered_environments(string pattern)
    {
        string name = pattern.TrimEnd('*');
        bool isFamily = name != pattern;
        Assert.Contains(Environments.Names, known => isFamily ? known.StartsWith(name, StringComparison.Ordinal) : known == name);
    }

    [Theory]
    [MemberData(nameof(AlgorithmPatterns))]
    public void A_preset_names_only_registered_algorithms_and_families(string pattern) => Assert.Contains(
        Algorithms.All,
        algorithm => pattern.EndsWith("/*", StringComparison.Ordinal)
            ? $"{algorithm.Family}/".StartsWith(pattern[..^1], StringComparison.Ordinal)
            : algorithm.Name == pattern);

    private static ResolvedSettings<RunSettings> Resolve(string algorithm, string environment, string? preset) =>
        new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
            .Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset });
}
