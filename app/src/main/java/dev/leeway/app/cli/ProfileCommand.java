package dev.leeway.app.cli;

import picocli.CommandLine.Command;

/** {@code leeway profile}: what has to do with references. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = "Reference profiles of the data a model was trained on.",
    subcommands = {
      ProfileBuild.class,
      ProfileShow.class,
      ProfileSuggest.class,
      ProfilePublish.class
    })
final class ProfileCommand {}
