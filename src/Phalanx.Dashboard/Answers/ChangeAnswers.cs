using System.Text.Json;
using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Streams;

namespace Phalanx.Dashboard.Answers;

/// <summary>Makes events of the changes that are seen.</summary>
/// <param name="hub">Who is told.</param>
internal sealed class ChangeAnswers(EventHub hub)
{
    /// <summary>Tells that a study changed. What is new in it a page asks for by itself: a study may have thousands of cells.</summary>
    public void Tell(StudyView study) =>
        hub.Tell("study", study.Place.Id, JsonSerializer.Serialize(new StudyEvent(study.Place.Id), ApiJson.Default.StudyEvent));

    /// <summary>Tells of a change.</summary>
    public void Tell(RunChange change)
    {
        if (change.Now is not { } now)
        {
            string id = change.Before!.Place.Id;
            hub.Tell("gone", id, JsonSerializer.Serialize(new GoneEvent(id), ApiJson.Default.GoneEvent));
            return;
        }

        hub.Tell("run", now.Place.Id, JsonSerializer.Serialize(RunRow.Of(now), ApiJson.Default.RunRow));
        if (change.Before is { } before && (before.Figures.Rows != now.Figures.Rows || before.Generation != now.Generation))
        {
            var rows = new RowsEvent(now.Place.Id, now.Figures.Rows, now.Generation);
            hub.Tell(StreamEvent.Rows, now.Place.Id, JsonSerializer.Serialize(rows, ApiJson.Default.RowsEvent));
        }
    }
}
