namespace Phalanx.Dashboard.Following;

/// <summary>The studies of a folder. The thread that follows its runs follows them too.</summary>
/// <param name="bounds">The folder.</param>
internal sealed class StudyCatalogue(FolderBounds bounds)
{
    private volatile IReadOnlyList<FollowedStudy> _studies = [];

    /// <summary>Told of every change, on the thread that follows.</summary>
    public event Action<StudyView>? Changed;

    /// <summary>The studies in the order of their paths.</summary>
    public IReadOnlyList<FollowedStudy> All => _studies;

    /// <summary>The study of an id; null without one.</summary>
    public FollowedStudy? Find(string id) => _studies.FirstOrDefault(study => study.View.Place.Id == id);

    /// <summary>Follows those that there are now, and looks at all of them.</summary>
    public void Show(IReadOnlyList<FolderPlace> places)
    {
        var before = _studies.ToDictionary(study => study.View.Place.Id);
        FollowedStudy[] now = [.. places.Select(place => before.GetValueOrDefault(place.Id) ?? new FollowedStudy(place, bounds))];
        Look(now);
        _studies = now;
    }

    /// <summary>Looks at those to which something may happen.</summary>
    public void LookAtLive() => Look(_studies.Where(study => study.IsLive));

    private void Look(IEnumerable<FollowedStudy> studies)
    {
        foreach (FollowedStudy study in studies.Where(study => study.Look()))
        {
            Changed?.Invoke(study.View);
        }
    }
}
