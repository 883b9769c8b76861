using Phalanx.Foundation;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Records of a run's tests, as <c>evaluation.record_episodes</c> and <c>keep_records</c> say. They change no result.</summary>
/// <remarks>
/// A record is made in memory and written as a whole, so there is never half of one; where the disk is full or fails there is none of that test.
/// </remarks>
internal sealed class TestRecords(LearningProblem problem, RunDirectory directory) : IDisposable
{
    private readonly RecordFolder _folder = new(directory.RecordsPath);
    private readonly MemoryStream _record = new();
    private long _tEnv;

    /// <summary>Gets ready to record a test after so many environment steps; null where tests are not recorded.</summary>
    public EpisodeRecording? Begin(long tEnv)
    {
        if (problem.Settings.Evaluation.RecordEpisodes is not (> 0 and int episodes))
        {
            return null;
        }

        _tEnv = tEnv;
        _record.SetLength(0);
        return TrainedTeamRecording.Of(problem, header => new RecordFileWriter(_record, header), problem.Settings.Training.Seed, tEnv, episodes);
    }

    /// <summary>Ends a record, writes it, and deletes records that need not stay.</summary>
    /// <param name="recording">The record.</param>
    /// <param name="fault">Why it could not be written; null where it was.</param>
    public void End(EpisodeRecording recording, out MachineFaultException? fault)
    {
        fault = null;
        recording.Complete();
        if (_record.Length == 0)
        {
            return; // no episode was told of
        }

        try
        {
            AtomicFile.WriteAllBytes(_folder.NewFile(_tEnv), _record.GetBuffer().AsMemory(0, (int)_record.Length));
            _folder.Prune(problem.Settings.Evaluation.KeepRecords);
        }
        catch (MachineFaultException failure)
        {
            fault = failure;
        }
    }

    /// <summary>Deletes the records of tests that will be made again.</summary>
    public void CutAfter(long tEnv) => _folder.CutAfter(tEnv);

    public void Dispose() => _record.Dispose();
}
