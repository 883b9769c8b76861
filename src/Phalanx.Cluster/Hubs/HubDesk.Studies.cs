using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Hubs;

/// <content>Studies that users give to the hub, take out, and let wait again.</content>
internal sealed partial class HubDesk
{
    private readonly Lock _submitting = new();

    public WireAnswer Submit(StudyPart part)
    {
        try
        {
            if (!_submitted.Parts.Add(part, out string[]? settings))
            {
                return WireAnswer.NotYet("the hub did not get all parts of the study");
            }

            if (settings is null)
            {
                return WireAnswer.Yes();
            }

            StudyFolder folder = _submitted.Open(StudyName.Of(part.Study, file: null), settings, _options.Studies, out StudyPlan plan);
            lock (_submitting)
            {
                Serve(folder, plan, part.Priority);
            }

            _log($"study {plan.Name}: {plan.Cells.Count} cells");
            return WireAnswer.Yes($"study {plan.Name}: {plan.Cells.Count} cells");
        }
        catch (ExplainedException refusal)
        {
            return WireAnswer.No(refusal.Message);
        }
    }

    public WireAnswer Cancel(string study, string? cell) => Chosen(study, cell, desk => $"{desk.Cancel(cell)} cells taken out");

    public WireAnswer Retry(string study, string? cell, bool fromStart) => Chosen(study, cell, desk => $"{desk.Retry(cell, fromStart)} cells wait again");

    private void Reopen(string folder)
    {
        try
        {
            StudyFolder study = StudyFolder.Reopen(folder, _environments, _algorithms, out StudyPlan plan);
            var desk = StudyDesk.Open(study, plan, _store, Settings, _clock, priority: 0, _log);
            Serve(desk);
            if (!desk.IsOver)
            {
                _class ??= desk.Ledger.Class;
            }
        }
        catch (ExplainedException trouble)
        {
            _troubles.Add(trouble.Message);
        }
    }

    /// <summary>Serves a study, also one that is served already, with other cells or another priority.</summary>
    /// <exception cref="ExplainedException">Its journal cannot be read or written; what was served before still is.</exception>
    private void Serve(StudyFolder folder, StudyPlan plan, int priority)
    {
        StudyDesk? before;
        lock (_gate)
        {
            before = _studies.GetValueOrDefault(plan.Name);
            if (before?.IsOf(plan) == true)
            {
                before.Priority = priority;
                before.Find();
                return;
            }
        }

        before?.Close(); // takes as long as what is being written
        lock (_gate)
        {
            _studies.Remove(plan.Name); // one that is closed must not be served, should neither be opened
            before?.Dispose();
            try
            {
                Serve(Open(plan, priority));
            }
            catch (ExplainedException) when (before is not null)
            {
                Serve(Open(before.Plan, before.Priority));
                throw;
            }
        }

        StudyDesk Open(StudyPlan cells, int rank) => StudyDesk.Open(folder, cells, _store, Settings, _clock, rank, _log);
    }

    private void Serve(StudyDesk study)
    {
        _studies[study.Name] = study;
        study.Ledger.Written += entry => Meter.Add(study.Name, entry);
    }

    private WireAnswer Chosen(string study, string? cell, Func<StudyDesk, string> act)
    {
        lock (_gate)
        {
            if (!_studies.TryGetValue(study, out StudyDesk? desk))
            {
                return WireAnswer.No($"the hub has no study '{Shown.Name(study)}'{NearestName.Advice(study, _studies.Keys)}");
            }

            if (cell is not null && !desk.Has(cell))
            {
                return WireAnswer.No($"study '{study}' has no cell '{Shown.Name(cell)}'{NearestName.Advice(cell, desk.Names)}; its first is called '{desk.Names.First()}'");
            }

            try
            {
                return WireAnswer.Yes(act(desk));
            }
            catch (ExplainedException failure)
            {
                return WireAnswer.No(failure.Message);
            }
        }
    }
}
