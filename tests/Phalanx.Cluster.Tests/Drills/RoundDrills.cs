namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Machines that play for a run are lost on purpose, and so is the trainer; the run has the bits of one process.</summary>
[Collection(DrillsOfSharing.Name)]
public sealed class RoundDrills : IDisposable
{
    private readonly RunTheatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_that_is_killed_in_a_round_leaves_no_trace_in_the_run()
    {
        (ToolMachine trainer, ToolMachine[] workers) = _theatre.Begin(2);

        // It says that it plays before it asks for episodes.
        int saved = _theatre.Saved();
        _theatre.Until(() => _theatre.Saved() > saved + 1, trainer);

        // One that stands still for longer than a round takes has episodes of it: it is given some by the answer that it waited for.
        workers[0].Freeze();
        Thread.Sleep(1000);
        workers[0].Kill();
        _theatre.EndsAsIfUndisturbed(trainer);
        Assert.Matches(@", [1-9]\d* were given out twice", trainer.Output);
    }

    [DrillFact]
    public void A_trainer_that_is_killed_and_resumed_gets_its_workers_back_by_themselves()
    {
        (ToolMachine trainer, ToolMachine[] workers) = _theatre.Begin(2);
        _theatre.Until(() => _theatre.Saved() >= 3, trainer);
        trainer.Kill();
        ToolMachine resumed = _theatre.ResumeTrainer();
        Array.ForEach(workers, worker => _theatre.WaitToPlay(worker, times: 2));
        _theatre.EndsAsIfUndisturbed(resumed);
        Assert.Matches(@"other machines played [1-9]\d* episodes", resumed.Output);
    }

    [DrillFact]
    public void A_trainer_that_is_interrupted_saves_and_goes_on_later()
    {
        (ToolMachine trainer, ToolMachine[] workers) = _theatre.Begin(1);
        _theatre.Until(() => _theatre.Saved() >= 2, trainer);
        trainer.Signal("INT");
        Assert.Equal(130, trainer.End(TimeSpan.FromSeconds(6)));
        Assert.Contains($"saved; 'phalanx resume {RunTheatre.Run} --listen {_theatre.Address}' goes on", trainer.Output, StringComparison.Ordinal);
        ToolMachine resumed = _theatre.ResumeTrainer();
        _theatre.WaitToPlay(workers[0], times: 2);
        _theatre.EndsAsIfUndisturbed(resumed);
    }

    [DrillFact]
    public void An_environment_that_takes_its_process_along_does_not_end_the_worker()
    {
        (ToolMachine trainer, ToolMachine[] workers) = _theatre.Begin(1);
        ToolMachine.Signal(workers[0].Children.Single(), "KILL");
        _theatre.WaitToPlay(workers[0], times: 2);
        _theatre.EndsAsIfUndisturbed(trainer);
        Assert.Contains("the process that plays ended with code 137; it is started again", workers[0].Output, StringComparison.Ordinal);
        Assert.Contains("has started again", trainer.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_worker_that_is_interrupted_gives_back_what_it_has_and_ends_at_once()
    {
        (ToolMachine trainer, ToolMachine[] workers) = _theatre.Begin(2);
        workers[0].Signal("INT");
        Assert.Equal(130, workers[0].End(TimeSpan.FromSeconds(6)));
        _theatre.EndsAsIfUndisturbed(trainer);
        Assert.Contains("plays no more", trainer.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_worker_of_another_class_is_refused_by_a_sentence_and_the_run_goes_on_without_it()
    {
        ToolMachine trainer = _theatre.StartTrainer();
        ToolMachine other = _theatre.StartWorker("", ("PHALANX_SIMD", "128"));
        Assert.Equal(2, other.End());
        Assert.Contains("error: this machine computes other bits than the run: here it is kernels 128", other.Output, StringComparison.Ordinal);
        _theatre.EndsAsIfUndisturbed(trainer);
        Assert.Contains("other machines played 0 episodes", trainer.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void Addresses_and_keys_are_refused_as_those_of_a_hub_are()
    {
        ToolMachine any = _theatre.Start("train vdn matrix/qtran --listen 0.0.0.0:7300 --out any");
        Assert.Equal(2, any.End());
        Assert.Contains("error: a hub does not listen on 0.0.0.0", any.Output, StringComparison.Ordinal);
        ToolMachine ofWorker = _theatre.Start($"train vdn matrix/qtran --listen {_theatre.Address} --key cluster/worker.key --out any");
        Assert.Equal(2, ofWorker.End());
        Assert.Contains("is not a hub's key", ofWorker.Output, StringComparison.Ordinal);
        ToolMachine keyAlone = _theatre.Start("train vdn matrix/qtran --key cluster/hub.key --out any");
        Assert.Equal(2, keyAlone.End());
        Assert.Contains("give --listen ADDR:PORT too", keyAlone.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_theatre.At("any")));
    }
}
