using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Wiring;

/// <summary>What is told of machines that compute other bits: what differs, and what makes them alike.</summary>
internal static class OtherBits
{
    /// <summary>Why a machine is refused by a study.</summary>
    /// <param name="own">Its class.</param>
    /// <param name="study">The class that it must have, in words.</param>
    public static string OfStudy(SlotClass own, string study) => SlotClass.Parse(study) is { } needed
        ? Sentence("study", own, needed, $"start the hub with --simd {own.Simd}, or fewer bits, for all to be alike")
        : $"this machine computes other bits than the study: here it is {own}, and the study has {study}";

    /// <summary>Why a machine is refused by a run whose rounds it would play.</summary>
    /// <param name="own">Its class.</param>
    /// <param name="needed">The class that it must have.</param>
    public static string OfRun(SlotClass own, SlotClass needed) =>
        Sentence("run", own, needed, $"start the trainer and all machines with PHALANX_SIMD={own.Simd}, or fewer bits, for all to be alike");

    /// <summary>Why the cells of a study wait.</summary>
    /// <param name="name">The study.</param>
    /// <param name="study">Its class, in words.</param>
    /// <param name="workers">The class of the workers, in words.</param>
    public static string OfWaiting(string name, string study, string workers) => SlotClass.Parse(study) is { } own && SlotClass.Parse(workers) is { } there
        ? $"the cells of study {name} wait: it was begun with {own.DifferenceFrom(there)}, and the workers have {there.DifferenceFrom(own)}"
        : $"the cells of study {name} wait: it was begun with {study}, and the workers have {workers}";

    private static string Sentence(string whose, SlotClass own, SlotClass needed, string width) =>
        $"this machine computes other bits than the {whose}: here it is {own.DifferenceFrom(needed)}, and the {whose} has {needed.DifferenceFrom(own)}{Advice(own, needed, width)}";

    private static string Advice(SlotClass own, SlotClass needed, string width)
    {
        List<string> steps = [];
        if (own.Build != needed.Build)
        {
            steps.Add("give all machines one build, by a copy of one folder or by a Release of one commit");
        }

        if (own.DotNet != needed.DotNet)
        {
            steps.Add($"install .NET {needed.DotNet} here");
        }

        if (own.Simd != needed.Simd)
        {
            steps.Add(width);
        }

        return steps.Count > 0 ? $"; {string.Join(", and ", steps)}" : "; its processor or its C library computes other digits, and no switch makes them alike";
    }
}
