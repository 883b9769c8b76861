using System.CommandLine;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Cli.Studies;
using Phalanx.Cluster.Clients;
using Phalanx.Foundation;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster submit</c>: what sweep and reproduce would train, trained by a cluster.</summary>
internal sealed class ClusterSubmitCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _what = new("what") { Description = "The file of a sweep, or the name of an experiment." };
    private readonly HubOption _hub = new("Submit");
    private readonly KeyOption _key = new();
    private readonly Option<string?> _name = new("--name") { Description = "What the study is called; by default as sweep or reproduce would call it.", HelpName = "STUDY" };
    private readonly Option<int> _priority = new("--priority") { Description = "Studies of a higher one are served first; 0 by default.", HelpName = "N" };

    public ClusterSubmitCommand(Library library)
        : base("submit", "Give a study to a cluster, and return: it is trained there. A study that is refused in one cell is refused as a whole.")
    {
        _library = library;
        Add(_what);
        Add(_hub);
        Add(_key);
        Add(_name);
        Add(_priority);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        string what = result.GetValue(_what)!;
        StudyPlan plan = File.Exists(what) ? SweepPlan.Read(what, _library) : OfExperiment(what);
        if (result.GetValue(_name) is { } name)
        {
            plan = plan.Named(StudyName.Of(name, file: null));
        }

        ClusterClient client = await ClusterClient.Connect(_hub.AddressOf(result), _key.FileOf(result), cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            result.InvocationConfiguration.Output.WriteLine(await client.Submit(plan, result.GetValue(_priority)).ConfigureAwait(false));
        }

        return ExitCode.Done;
    }

    private StudyPlan OfExperiment(string what)
    {
        if (Path.GetExtension(what) is ".yaml" or ".yml")
        {
            throw new UserErrorException($"there is no file '{Shown.Name(what)}'");
        }

        NamedExperiments named = _library.Experiments[what];
        if (named.Answer is { } answer)
        {
            throw new UserErrorException($"{named.Name} has no experiment: {answer}");
        }

        var plan = new ReproductionPlan(named.Name.Replace('/', '-'), named.Experiments, ExperimentScope.Full, _library.Environments, _library.Algorithms);
        return plan.Study.Named($"{plan.Study.Name}-{plan.Study.Digest}");
    }
}
