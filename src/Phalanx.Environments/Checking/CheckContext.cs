using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>What the probes of one check share: how to make the environment, what was found, and the seeds.</summary>
internal sealed class CheckContext(Func<int, IEnvironmentBatch> create, CheckOptions options)
{
    private static readonly StreamPurpose Episodes = StreamPurpose.Named("check/episodes");
    private static readonly StreamPurpose Choices = StreamPurpose.Named("check/choices");

    private readonly List<Finding> _findings = [];
    private readonly List<IDisposable> _disposables = [];

    public CheckOptions Options => options;

    /// <summary>Whether what is checked are single environments.</summary>
    public bool IsAdapted { get; private set; }

    /// <summary>Whether the library itself refuses what must be refused.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>The specification; known once the first batch was made.</summary>
    public EnvironmentSpec Spec { get; set; } = null!;

    /// <summary>Makes a batch, without the guard that would stop at the first broken rule.</summary>
    public IEnvironmentBatch Create(int count)
    {
        IEnvironmentBatch batch = create(count);
        if (batch is IDisposable disposable)
        {
            _disposables.Add(disposable);
        }

        IEnvironmentBatch inner = batch is GuardedEnvironments guarded ? guarded.Inner : batch;
        IsAdapted = inner is AdaptedEnvironments;
        IsGuarded = IsAdapted || inner != batch;
        return inner;
    }

    public ulong SeedOf(int episode) => RandomStream.DeriveSeed(options.Seed, Episodes, (ulong)episode);

    /// <summary>Draws of a probe that are not an episode's actions.</summary>
    public RandomStream ChoicesOf(int probe) => new(options.Seed, Choices, (ulong)probe);

    /// <summary>Notes a broken rule. One sentence for each rule is enough: what is broken once is broken often.</summary>
    public void Add(string rule, string sentence, bool isHint = false)
    {
        if (!_findings.Exists(finding => finding.Rule == rule))
        {
            _findings.Add(new Finding(rule, sentence, isHint));
        }
    }

    /// <summary>Ends the check if that was asked for.</summary>
    public void ThrowIfCancelled() => options.Cancellation.ThrowIfCancellationRequested();

    /// <summary>Runs a probe; what the environment throws meanwhile is a finding too.</summary>
    public void Attempt(Action<CheckContext> probe)
    {
        ThrowIfCancelled();
        try
        {
            probe(this);
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (PlayException failure)
        {
            Add("exception", failure.Message);
        }
        catch (Exception failure)
        {
            Add("exception", $"it threw {failure.GetType().Name} (\"{failure.Message}\") while it was checked");
        }
    }

    public CheckReport Close()
    {
        foreach (IDisposable disposable in _disposables)
        {
            disposable.Dispose();
        }

        return new CheckReport(Spec?.Name ?? "?", _findings);
    }
}
