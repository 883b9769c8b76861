using Phalanx.Learning.Recording;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Records of a run's tests, as <c>evaluation.record_episodes</c> and <c>keep_records</c> say. They change no result.</summary>
internal sealed class TestRecords(LearningProblem problem, RunDirectory directory)
{
    private readonly RecordFolder _folder = new(directory.RecordsPath);

    /// <summary>Gets ready to record a test after so many environment steps; null where tests are not recorded.</summary>
    public EpisodeRecording? Begin(long tEnv) => problem.Settings.Evaluation.RecordEpisodes is > 0 and int episodes
        ? TrainedTeamRecording.Of(
            problem, header => RecordFileWriter.Create(_folder.NewFile(tEnv), header), problem.Settings.Training.Seed, tEnv, episodes)
        : null;

    /// <summary>Ends a record, and deletes records that need not stay.</summary>
    public void End(EpisodeRecording recording)
    {
        recording.Complete();
        _folder.Prune(problem.Settings.Evaluation.KeepRecords);
    }

    /// <summary>Deletes the records of tests that will be made again.</summary>
    public void CutAfter(long tEnv) => _folder.CutAfter(tEnv);
}
