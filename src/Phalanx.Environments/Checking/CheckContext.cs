using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>What the probes of one check share: how to make the environment, what was found, and the seeds.</summary>
internal sealed class CheckContext(Func<int, IEnvironmentBatch> create, CheckOptions options)
{
    private static readonly StreamPurpose Episodes = StreamPurpose.Named("check/episodes");
    private static readonly StreamPurpose Choices = StreamPurpose.Named("check/choices");

    private readonly List<Finding> _findings = [];
    private readonly List<IEnvironmentBatch> _batches = [];

    public CheckOptions Options => options;

    /// <summary>Whether what is checked are single environments.</summary>
    public bool IsAdapted { get; private set; }

    /// <summary>Whether the library itself refuses what must be refused.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>The specification; known once the first batch was made.</summary>
    public EnvironmentSpec Spec { get; set; } = null!;

    /// <summary>Whether the check is to end; it is asked between any two calls of an environment.</summary>
    public CancellationToken Cancellation => options.Cancellation;

    /// <summary>Makes a batch for one probe, without the guard that would stop at the first broken rule.</summary>
    public IEnvironmentBatch Create(int count)
    {
        ThrowIfCancelled();
        IEnvironmentBatch batch = create(count) ?? throw new InvalidOperationException("The function that makes it returned null.");
        _batches.Add(batch);
        IEnvironmentBatch inner = batch is GuardedEnvironments guarded ? guarded.Inner : batch;
        IsAdapted = inner is AdaptedEnvironments;
        IsGuarded = IsAdapted || inner != batch;
        return inner;
    }

    public ulong SeedOf(int episode) => RandomStream.DeriveSeed(options.Seed, Episodes, (ulong)episode);

    /// <summary>Draws of a probe that are not an episode's actions.</summary>
    public RandomStream ChoicesOf(int probe) => new(options.Seed, Choices, (ulong)probe);

    /// <summary>Records a broken rule. One sentence for each rule is enough: what is broken once is broken often.</summary>
    public void Add(string rule, string sentence, bool isHint = false)
    {
        if (!_findings.Exists(finding => finding.Rule == rule))
        {
            _findings.Add(new Finding(rule, sentence, isHint));
        }
    }

    /// <summary>Ends the check if that was asked for.</summary>
    public void ThrowIfCancelled() => Cancellation.ThrowIfCancellationRequested();

    /// <summary>A player of a new batch.</summary>
    public Player CreatePlayer(int count) => new(Create(count), Cancellation);

    /// <summary>Runs a probe and disposes the batches that it made; what the environment throws meanwhile is a finding too.</summary>
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
        catch (Exception failure) when (failure is not UserErrorException)
        {
            Add("exception", $"it threw {failure.GetType().Name} (\"{failure.Message}\") while it was checked");
        }
        finally
        {
            DisposeBatches();
        }
    }

    /// <summary>What was found.</summary>
    public CheckReport Report() => new(Spec?.Name ?? "?", _findings);

    private void DisposeBatches()
    {
        try
        {
            Disposal.OfAll(_batches);
        }
        catch (Exception failure)
        {
            Add("disposal", $"Dispose threw {failure.GetType().Name} (\"{failure.Message}\"); it must release everything and throw nothing");
        }

        _batches.Clear();
    }
}
